import type { Money } from '@portolan/money';
import { decimal, isCurrency } from '@portolan/money';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * A decoded payload as JSON for people and their programs: names as in proto's JSON, Money as
 * `{"amount":"12.34","currency":"USD"}`, 64-bit integers as text, bytes as base64, a oneof under the name of its case.
 * What is sealed stays closed: only its subject is shown.
 */
export function render(value: unknown): Json {
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(render);
  if (typeof value === 'object') return renderMessage(value);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  throw new TypeError(`a payload holds no ${typeof value}`);
}

/** The same for a whole payload, which is always a message. */
export function renderPayload(payload: unknown): { readonly [key: string]: Json } {
  if (typeof payload !== 'object' || payload === null) throw new TypeError('a payload is a message');
  return renderFields(payload);
}

function renderMessage(message: object): Json {
  if (isMoney(message)) return { amount: decimal(message), currency: message.currency };
  if ('ciphertext' in message && 'subject' in message) return { subject: String(message.subject), sealed: true };
  return renderFields(message);
}

function renderFields(message: object): { [key: string]: Json } {
  const fields: { [key: string]: Json } = {};
  for (const [key, value] of Object.entries(message)) {
    if (value === undefined) continue;
    if (isOneof(value)) fields[value.$case] = render(value.value);
    else fields[key] = render(value);
  }
  return fields;
}

function isMoney(message: object): message is Money {
  return (
    'minor' in message &&
    typeof message.minor === 'bigint' &&
    'currency' in message &&
    typeof message.currency === 'string' &&
    isCurrency(message.currency)
  );
}

function isOneof(value: unknown): value is { readonly $case: string; readonly value: unknown } {
  return typeof value === 'object' && value !== null && '$case' in value && typeof value.$case === 'string';
}
