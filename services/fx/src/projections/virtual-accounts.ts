import { type Complete, type FxEvent, outside } from '@portolan/contracts';
import type { VirtualAccountView } from '@portolan/contracts/fx/v1/collection';
import type { Projection, View } from '@portolan/engine';

export type VirtualAccountDocument = Complete<Omit<VirtualAccountView, 'id'>> & { readonly [field: string]: unknown };

/** Virtual accounts, under their merchant's name and once more under the operator's, who sees all. */
export const virtualAccounts: Projection<FxEvent> = {
  name: 'fx.virtual-accounts.v1',
  reads: ['fx'],
  collections: { virtual_accounts: { indexes: { byTime: ['openedAt'], byState: ['state', 'openedAt'] } } },
  on: {
    VirtualAccountOpened: ({ data: { accountId, ...data }, meta: { tenant, time: openedAt } }, view) =>
      write(view, accountId, { ...data, tenant, openedAt, state: 'PENDING', reason: '' }),
    VirtualAccountActivated: ({ data: { accountId }, meta }, view) =>
      note(view, meta.tenant, accountId, { state: 'ACTIVE', reason: '' }),
    VirtualAccountFrozen: ({ data: { accountId, reason }, meta }, view) =>
      note(view, meta.tenant, accountId, { state: 'FROZEN', reason }),
    VirtualAccountUnfrozen: ({ data: { accountId, reason }, meta }, view) =>
      note(view, meta.tenant, accountId, { state: 'ACTIVE', reason }),
    VirtualAccountClosed: ({ data: { accountId, reason }, meta }, view) =>
      note(view, meta.tenant, accountId, { state: 'CLOSED', reason }),
  },
};

async function note(view: View, tenant: string, id: string, told: Pick<VirtualAccountDocument, 'state' | 'reason'>) {
  const before = await view.get<VirtualAccountDocument>('virtual_accounts', tenant, id);
  if (before !== undefined) await write(view, id, { ...before, ...told });
}

async function write(view: View, id: string, document: VirtualAccountDocument): Promise<void> {
  for (const tenant of new Set([document.tenant, outside])) await view.put('virtual_accounts', tenant, id, document);
}
