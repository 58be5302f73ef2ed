import type { Complete, FxEvent } from '@portolan/contracts';
import type { DealTerms } from '@portolan/contracts/fx/v1/types';
import type { Projection, View } from '@portolan/engine';
import type { Money } from '@portolan/money';

/** Something that will come or go in a currency on a day; what goes is below zero. */
export interface ExposureDocument {
  readonly [field: string]: unknown;
  /** RECEIVABLE, DEAL */
  readonly kind: string;
  readonly currency: string;
  readonly minor: bigint;
  readonly day: string;
}

/** What is not in the books yet: orders that are not paid, deals that are not settled. */
export const exposures: Projection<FxEvent> = {
  name: 'fx.exposures.v1',
  reads: ['fx'],
  collections: { exposures: {} },
  on: {
    EscrowOpened: ({ data: { escrowId, amount, due }, meta }, view) =>
      put(view, meta.tenant, escrowId, 'RECEIVABLE', amount, 1n, due.slice(0, 10)),
    EscrowFunded: ({ data: { escrowId }, meta }, view) => view.delete('exposures', meta.tenant, escrowId),
    EscrowCancelled: ({ data: { escrowId }, meta }, view) => view.delete('exposures', meta.tenant, escrowId),
    DealBooked: ({ data: { dealId, terms }, meta }, view) => putDeal(view, meta.tenant, dealId, terms),
    DealSettled: ({ data: { dealId }, meta }, view) => dropDeal(view, meta.tenant, dealId),
    DealCancelled: ({ data: { dealId }, meta }, view) => dropDeal(view, meta.tenant, dealId),
    DealRolled: ({ data: { dealId }, meta }, view) => dropDeal(view, meta.tenant, dealId),
    DealSplit: ({ data: { dealId }, meta }, view) => dropDeal(view, meta.tenant, dealId),
  },
};

async function put(
  view: View,
  tenant: string,
  id: string,
  kind: string,
  { minor, currency }: Money,
  sign: bigint,
  day: string,
): Promise<void> {
  const document: ExposureDocument = { kind, currency, minor: minor * sign, day };
  await view.put('exposures', tenant, id, document);
}

async function putDeal(view: View, tenant: string, id: string, { sell, buy, valueDate }: Complete<DealTerms>) {
  await put(view, tenant, `${id}/sell`, 'DEAL', sell, -1n, valueDate);
  await put(view, tenant, `${id}/buy`, 'DEAL', buy, 1n, valueDate);
}

async function dropDeal(view: View, tenant: string, id: string): Promise<void> {
  await view.delete('exposures', tenant, `${id}/sell`);
  await view.delete('exposures', tenant, `${id}/buy`);
}
