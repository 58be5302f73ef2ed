import type { Complete } from '@portolan/contracts';
import type { VerificationListView } from '@portolan/contracts/warehouse/v1/warehouse';
import type { Projection } from '@portolan/engine';
import type { ListEvent } from '../verification-list/verification-list.ts';
import { documents } from './readers.ts';

export type ListDocument = Complete<VerificationListView>;

export const listCollections = { owner: 'verification_lists', operator: 'operated_verification_lists' } as const;
const indexes = { byState: ['state'] } as const;
const { put, change } = documents<ListDocument>(listCollections, 'operator');

/** Verification lists, for the operator and for the merchant whose goods alone stand on one. */
export const verificationLists: Projection<ListEvent> = {
  name: 'warehouse.verification-lists.v1',
  reads: ['warehouse'],
  collections: { [listCollections.owner]: { indexes }, [listCollections.operator]: { indexes } },
  on: {
    VerificationListFiled: (event, view) => {
      const { listId: id, messageNo: _, ...filed } = event.data;
      return put(event, view, id, { id, ...filed, state: 'FILED', bondInvtNo: '', reason: '' });
    },
    VerificationListSent: (event, view) => change(event, view, event.data.listId, () => ({ state: 'SENT' })),
    VerificationListApproved: (event, view) => {
      const { listId, bondInvtNo, lines } = event.data;
      return change(event, view, listId, () => ({ state: 'APPROVED', bondInvtNo, lines }));
    },
    VerificationListReturned: (event, view) =>
      change(event, view, event.data.listId, () => ({ state: 'RETURNED', reason: event.data.reason })),
    VerificationListDeducted: (event, view) => change(event, view, event.data.listId, () => ({ state: 'DEDUCTED' })),
  },
};
