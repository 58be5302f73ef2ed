import { claimOf } from '../claim/claim.ts';

// What a payer writes can name people, so the free text stays in the sealed message. Only what looks like a reference
// is kept in clear: words of letters and digits, references of claims, and numbers that follow a word such as "order" or
// 订单号; an order number has up to 60 characters.

const word = /^(?=.*\d)(?=.*[A-Z])[A-Z0-9][A-Z0-9/_~-]{2,59}$/i;
const announced =
  /(?:\b(?:order|invoice|inv|ref|no|po)\b|订单号?|发票号?|编号)[\s:：#.]*([A-Z0-9][A-Z0-9/_~-]{2,59})/gi;

/**
 * References in a remittance, in order: creditor references as they are, then what the unstructured text holds.
 * @param structured CdtrRefInf/Ref; an empty one does not count
 */
export function referencesIn(structured: readonly string[], unstructured: readonly string[]): readonly string[] {
  const free = unstructured.flatMap((text) => [
    ...[...text.matchAll(announced)].map(([, reference = '']) => reference).filter((reference) => /\d/.test(reference)),
    ...text.split(/[\s,;:：，；#()]+/).filter((part) => word.test(part) || claimOf(part) !== undefined),
  ]);
  const strict = structured.filter((reference) => /^\S{1,35}$/.test(reference));
  return [...new Set([...strict, ...free])];
}
