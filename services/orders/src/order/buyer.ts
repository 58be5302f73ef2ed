import type { Complete } from '@portolan/contracts';
import type { Person } from '@portolan/contracts/common/v1/types';
import { refuse } from '@portolan/eventsourcing';
import type { Flaw } from './flaws.ts';

/**
 * What a label cannot do without, and a bonded import (1210) an identity number. Looked at before sealing; the refusal
 * names the field and never the datum.
 */
export function buyerFlaw(buyer: Complete<Person>, mode: string): Flaw {
  const { name, phone, address, idNumber } = buyer;
  const needed: Readonly<Record<string, string>> = {
    'buyer.name': name,
    'buyer.phone': phone,
    'buyer.address.lines': address.lines.join(''),
    'buyer.address.city': address.city,
    'buyer.address.postcode': address.postcode,
    ...(mode === '1210' ? { 'buyer.idNumber': idNumber } : {}),
  };
  const empty = Object.entries(needed).find(([, text]) => text.trim() === '');
  if (empty !== undefined) return refuse('BUYER_DATUM_MISSING', { field: empty[0] });
  if (idNumber === '') return undefined;
  return isIdNumber(idNumber) ? undefined : refuse('BUYER_ID_NUMBER_WRONG', { field: 'buyer.idNumber' });
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;

/** True for 18 characters whose last is the check digit of the 17 before it (GB 11643: weights, modulo 11). */
export function isIdNumber(text: string): boolean {
  if (!/^\d{17}[\dX]$/.test(text)) return false;
  const sum = weights.reduce((total, weight, index) => total + weight * Number(text[index]), 0);
  return '10X98765432'[sum % 11] === text[17];
}

/** 'Zoe Walker' → 'Z*** W***': each word by its first character alone. */
export function maskName(name: string): string {
  const words = name
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '');
  return words.length === 0 ? '***' : words.map((word) => `${[...word][0]}***`).join(' ');
}
