import { type FxEvent, outside } from '@portolan/contracts';
import type { Projection, View } from '@portolan/engine';
import type { Money } from '@portolan/money';

/** A claim by its id; under its owner, and under the operator, who sees all. */
export interface ClaimDocument {
  readonly [field: string]: unknown;
  readonly openedAt: string;
  readonly orderId: string;
  readonly orderNo: string;
  readonly debtor: string;
  readonly amount: Money;
  readonly reason: string;
  /** OPEN, SETTLED */
  readonly state: string;
  readonly reference: string;
}

/** What carriers owe and owed. */
export const claims: Projection<FxEvent> = {
  name: 'fx.claims.v1',
  reads: ['fx'],
  collections: { claims: { indexes: { byTime: ['openedAt'], byState: ['state', 'openedAt'] } } },
  on: {
    ClaimOpened: ({ data: { claimId, ...claim }, meta }, view) =>
      put(view, meta.tenant, claimId, { ...claim, openedAt: meta.time, state: 'OPEN' }),
    ClaimSettled: async ({ data: { claimId }, meta }, view) => {
      const open = await view.get<ClaimDocument>('claims', meta.tenant, claimId);
      if (open !== undefined) await put(view, meta.tenant, claimId, { ...open, state: 'SETTLED' });
    },
  },
};

async function put(view: View, tenant: string, id: string, document: ClaimDocument): Promise<void> {
  await view.put('claims', tenant, id, document);
  await view.put('claims', outside, id, document);
}
