import type { Complete } from '@portolan/contracts';
import type { CloseOut } from '@portolan/contracts/fx/v1/types';
import type { Terms } from '../deal/deal.ts';
import { type DealFigures, dealClosedOut } from '../ledger/exchange.ts';
import type { Posting } from '../ledger/ledger.ts';
import { inSoldCurrency } from '../pricing/close-out.ts';
import { incomeOf } from '../pricing/terms.ts';

/** The figures of a deal, for the books. */
export function figuresOf(tenant: string, dealId: string, terms: Terms): DealFigures {
  const { sell, buy, mid, fee, deposit } = terms;
  return { dealId, tenant, sell, buy, mid, fee, deposit, ...incomeOf(terms) };
}

/** What ending a deal early books. */
export function closedOut(tenant: string, dealId: string, terms: Terms, closeOut: Complete<CloseOut>): Posting {
  return dealClosedOut(figuresOf(tenant, dealId, terms), closeOut.result, inSoldCurrency(terms, closeOut));
}
