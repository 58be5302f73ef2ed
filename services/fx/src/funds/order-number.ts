import type { CameTo, Credit } from './state.ts';

/**
 * What in a credit may be an order number, likeliest first: the creditor reference and words of the remittance, then
 * the end-to-end id. An ISO 11649 reference (RF, two check digits) is also tried without its prefix.
 */
export function orderNumberCandidates({ remittance, endToEndId }: Pick<Credit, 'remittance' | 'endToEndId'>): string[] {
  // NOTPROVIDED is what ISO 20022 has the payer's bank write where there is none.
  const words = [...remittance.split(' '), endToEndId === 'NOTPROVIDED' ? '' : endToEndId];
  const candidates = words.filter((word) => word !== '').flatMap((word) => [word, ...withoutPrefix(word)]);
  return [...new Set(candidates)];
}

/** The same of a credit to a virtual account: one that is for one order means that order, whatever the payer wrote. */
export function orderNumbersOf(entry: Pick<Credit, 'remittance' | 'endToEndId'>, cameTo?: CameTo): readonly string[] {
  return cameTo === undefined || cameTo.orderNo === '' ? orderNumberCandidates(entry) : [cameTo.orderNo];
}

function withoutPrefix(word: string): string[] {
  const [, body] = /^RF\d{2}([A-Z0-9]{1,21})$/.exec(word) ?? [];
  return body !== undefined && checksOut(word) ? [body] : [];
}

/** ISO 7064, as ISO 11649 and IBAN use it: first four characters to the end, letters as 10…35, mod 97 = 1. */
export function checksOut(reference: string): boolean {
  const turned = reference.slice(4) + reference.slice(0, 4);
  const digits = turned.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return BigInt(digits) % 97n === 1n;
}
