import { decimal, type Money } from '@portolan/money';
import { escapeXml } from '@portolan/xml';

/** A Document of a message type; `content` as `wrap` and `element` wrote it. */
export function document(messageType: string, content: string): string {
  const namespace = `urn:iso:std:iso:20022:tech:xsd:${messageType}`;
  return `<?xml version="1.0" encoding="UTF-8"?><Document xmlns="${namespace}">${content}</Document>`;
}

/** An element with a text; left out where there is none. */
export function element(name: string, value: string): string {
  return value === '' ? '' : wrap(name, escapeXml(value));
}

export function wrap(name: string, content: string): string {
  return `<${name}>${content}</${name}>`;
}

export function amountElement(name: string, amount: Money): string {
  return `<${name} Ccy="${escapeXml(amount.currency)}">${decimal(amount)}</${name}>`;
}
