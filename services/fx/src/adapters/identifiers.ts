import { isValidIBAN } from 'ibantools';

// The numbers by which the money trade names accounts, banks, companies and invoices. Each is checked as its standard
// says; none is asked of anybody.

/** ISO 7064 mod 97-10: letters as 10…35, the whole number leaves 1. */
function leavesOne(text: string): boolean {
  const digits = [...text].map((character) => Number.parseInt(character, 36)).join('');
  return /^\d+$/.test(digits) && BigInt(digits) % 97n === 1n;
}

/** ISO 13616, electronic form: length and form of its country, check digits. China is not in its registry. */
export function isIban(text: string): boolean {
  return isValidIBAN(text);
}

/** Two letters and two digits in front, as an IBAN has: whoever writes it so means one. */
export function looksLikeIban(text: string): boolean {
  return /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(text);
}

/** ISO 11649 creditor reference: RF, two check digits, at most 21 letters and digits. */
export function isCreditorReference(text: string): boolean {
  return /^RF\d{2}[A-Z0-9]{1,21}$/.test(text) && leavesOne(text.slice(4) + text.slice(0, 4));
}

/** ISO 17442 legal entity identifier: 18 letters and digits, two check digits. */
export function isLei(text: string): boolean {
  return /^[A-Z0-9]{18}\d{2}$/.test(text) && leavesOne(text);
}

/** ISO 9362 as ISO 20022 has it: the party prefix may hold digits; there is no check digit. */
export function isBic(text: string): boolean {
  return /^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/.test(text);
}
