import type { Complete } from '@portolan/contracts';
import type { Party } from '@portolan/contracts/common/v1/types';
import { refuse } from '@portolan/eventsourcing';
import { amountsFlaw } from './amounts.ts';
import { countryFlaw, type Flaw, type Terms, textFlaw } from './flaws.ts';
import { linesFlaw } from './lines.ts';
import { modeFlaw, modes, type Warehouse } from './modes.ts';

/** The 11 rules of Incoterms 2020 (ICC publication 723). */
export const incoterms = ['EXW', 'FCA', 'CPT', 'CIP', 'DAP', 'DPU', 'DDP', 'FAS', 'FOB', 'CFR', 'CIF'] as const;

/** What this installation works with; an order for anything else could never be carried out. */
export interface Offered {
  readonly carriers: readonly string[];
  readonly warehouses: readonly Warehouse[];
}

/**
 * The first thing that is wrong with an order's terms, or undefined. Each refusal names its field as REST spells it.
 * @param buyerCountry where the goods go
 */
export function termsFlaw(terms: Terms, buyerCountry: string, { carriers, warehouses }: Offered): Flaw {
  return (
    headFlaw(terms) ??
    partyFlaw('terms.platform', terms.platform) ??
    partyFlaw('terms.merchant', terms.merchant) ??
    countryFlaw('buyer.address.country', buyerCountry) ??
    offerFlaw('ORDER_INCOTERM_UNKNOWN', 'terms.incoterm', terms.incoterm, incoterms) ??
    offerFlaw('ORDER_MODE_NOT_OFFERED', 'terms.mode', terms.mode, modes) ??
    offerFlaw('ORDER_CARRIER_UNKNOWN', 'terms.carrier', terms.carrier, carriers) ??
    linesFlaw(terms.lines) ??
    amountsFlaw(terms) ??
    modeFlaw(terms, buyerCountry, warehouses)
  );
}

// Lengths are those of the CEB messages (edition 202205) that the order ends up in: better refused here than when paid.
function headFlaw(terms: Terms): Flaw {
  return (
    textFlaw('terms.orderNo', terms.orderNo, 60) ??
    textFlaw('terms.incotermPlace', terms.incotermPlace, 100) ??
    textFlaw('terms.warehouseId', terms.warehouseId, 60)
  );
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
