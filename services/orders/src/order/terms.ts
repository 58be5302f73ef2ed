import type { Complete, ordersRefusals } from '@portolan/contracts';
import type { Party } from '@portolan/contracts/common/v1/types';
import type { OrderTerms } from '@portolan/contracts/orders/v1/types';
import { type Refusal, refuse } from '@portolan/eventsourcing';
import { amountsFlaw } from './amounts.ts';
import { linesFlaw } from './lines.ts';

export type Terms = Complete<OrderTerms>;
export type Flaw = Refusal<keyof typeof ordersRefusals> | undefined;

/** The 11 rules of Incoterms 2020 (ICC publication 723). */
export const incoterms = ['EXW', 'FCA', 'CPT', 'CIP', 'DAP', 'DPU', 'DDP', 'FAS', 'FOB', 'CFR', 'CIF'] as const;

/** Supervision modes that can be cleared: direct mail, retail (GACC announcement 2014 No. 12). */
export const modes = ['9610'] as const;

/**
 * The first thing that is wrong with an order's terms, or undefined. Each refusal names its field as REST spells it.
 * @param buyerCountry where the goods go
 * @param carriers those that are connected
 */
export function termsFlaw(terms: Terms, buyerCountry: string, carriers: readonly string[]): Flaw {
  return (
    headFlaw(terms) ??
    partyFlaw('platform', terms.platform) ??
    partyFlaw('merchant', terms.merchant) ??
    countryFlaw('buyer.address.country', buyerCountry) ??
    offerFlaw('ORDER_INCOTERM_UNKNOWN', 'incoterm', terms.incoterm, incoterms) ??
    offerFlaw('ORDER_MODE_NOT_OFFERED', 'mode', terms.mode, modes) ??
    offerFlaw('ORDER_CARRIER_UNKNOWN', 'carrier', terms.carrier, carriers) ??
    linesFlaw(terms.lines) ??
    amountsFlaw(terms)
  );
}

// Lengths are those of the CEB messages (edition 202205) that the order ends up in: better refused here than when paid.
function headFlaw(terms: Terms): Flaw {
  return (
    textFlaw('orderNo', terms.orderNo, 60) ??
    textFlaw('incotermPlace', terms.incotermPlace, 100) ??
    textFlaw('warehouseId', terms.warehouseId, 60)
  );
}

/** ORDER_FIELD_MISSING where a text is empty, ORDER_TEXT_TOO_LONG where it has more characters than a message carries. */
export function textFlaw(field: string, text: string, most: number): Flaw {
  if (text.trim() === '') return refuse('ORDER_FIELD_MISSING', { field });
  return text.length > most ? refuse('ORDER_TEXT_TOO_LONG', { field, most: String(most) }) : undefined;
}

/** ORDER_COUNTRY_WRONG where a text is no ISO 3166-1 alpha-2 code by its shape. */
export function countryFlaw(field: string, country: string): Flaw {
  return /^[A-Z]{2}$/.test(country) ? undefined : refuse('ORDER_COUNTRY_WRONG', { field, actual: country });
}

// A Chinese company is known to customs by its registration or its unified credit code; a foreign one by its own.
function partyFlaw(field: string, party: Complete<Party>): Flaw {
  const named = textFlaw(`${field}.name`, party.name, 100) ?? textFlaw(`${field}.code`, party.code, 18);
  const flaw = named ?? countryFlaw(`${field}.country`, party.country);
  if (flaw !== undefined || party.country !== 'CN') return flaw;
  return /^([0-9A-Z]{10}|[0-9A-Z]{18})$/.test(party.code)
    ? undefined
    : refuse('ORDER_PARTY_CODE_WRONG', { field: `${field}.code`, actual: party.code });
}

function offerFlaw(
  code: 'ORDER_INCOTERM_UNKNOWN' | 'ORDER_MODE_NOT_OFFERED' | 'ORDER_CARRIER_UNKNOWN',
  field: string,
  actual: string,
  offered: readonly string[],
): Flaw {
  return offered.includes(actual) ? undefined : refuse(code, { field, actual, offered: offered.join(', ') });
}
