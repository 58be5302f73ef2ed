import type { Complete } from '@portolan/contracts';
import type { Person } from '@portolan/contracts/common/v1/types';
import { refuse } from '@portolan/eventsourcing';
import type { Flaw } from './flaws.ts';

/** What a label cannot do without. Looked at before sealing; the refusal names the field and never the datum. */
export function buyerFlaw(buyer: Complete<Person>): Flaw {
  const { name, phone, address } = buyer;
  const needed: Readonly<Record<string, string>> = {
    'buyer.name': name,
    'buyer.phone': phone,
    'buyer.address.lines': address.lines.join(''),
    'buyer.address.city': address.city,
    'buyer.address.postcode': address.postcode,
  };
  const empty = Object.entries(needed).find(([, text]) => text.trim() === '');
  return empty === undefined ? undefined : refuse('BUYER_DATUM_MISSING', { field: empty[0] });
}

/** 'Zoe Walker' → 'Z*** W***': each word by its first character alone. */
export function maskName(name: string): string {
  const words = name
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '');
  return words.length === 0 ? '***' : words.map((word) => `${[...word][0]}***`).join(' ');
}
