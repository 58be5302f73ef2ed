import { readFileSync } from 'node:fs';
import type { Logger } from '@portolan/engine';

interface Person {
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  readonly idNumber?: string;
  readonly address: { readonly lines: readonly string[] };
}

const textsOf = ({ name, phone, email, idNumber = '', address }: Person): readonly string[] =>
  [name, phone, email, idNumber, ...address.lines].filter((text) => text.length > 4 || /\P{ASCII}/u.test(text));

function buyerOf(file: string): readonly string[] {
  const order = JSON.parse(readFileSync(new URL(`../story/${file}`, import.meta.url), 'utf8')) as { buyer: Person };
  return textsOf(order.buyer);
}

/** What the people of a run are called, where they live, and what they are reached by: nobody may read that anywhere. */
export const canaries: readonly string[] = ['order.json', 'bonded-order.json']
  .flatMap(buyerOf)
  .concat('Somebody Paying');

/** The first text of a line's fields that names one of them. */
export function canaryIn(fields: object, depth = 3): string | undefined {
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'string') {
      if (canaries.some((canary) => value.includes(canary))) return name;
    } else if (value instanceof Error) {
      if (canaries.some((canary) => value.message.includes(canary))) return name;
    } else if (typeof value === 'object' && value !== null && depth > 0 && canaryIn(value, depth - 1) !== undefined)
      return name;
  }
  return undefined;
}

/** A logger that hears every line and writes none. */
export function hearing(heard: (message: string, fields: object) => void): Logger {
  const hear = (fields: object, message: string) => heard(message, fields);
  return { debug: hear, info: hear, warn: hear, error: hear };
}
