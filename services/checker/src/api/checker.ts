import { type Complete, outside } from '@portolan/contracts';
import {
  type AcknowledgeBreachRequest,
  CheckerDefinition,
  type ListBreachesRequest,
} from '@portolan/contracts/checker/v1/checker';
import { type Call, type GrpcBinding, paged, RefusedError, type Runtime, serve } from '@portolan/service';
import type { Query } from '@portolan/store';
import { type BreachDocument, breaches } from '../breaches.ts';

/** What was found, for operations alone: a breach may be about any tenant. */
export function checkerApi({ clock, documents }: Pick<Runtime, 'clock' | 'documents'>): GrpcBinding {
  return serve(CheckerDefinition, {
    async listBreaches({ state, invariant, orderId, page }: Complete<ListBreachesRequest>, call) {
      operationsOnly(call);
      const by = indexFor(state, invariant, orderId);
      const { shown, nextCursor } = await paged(page, (reach) =>
        documents.find<BreachDocument>({
          ...{ collection: breaches, tenant: outside, descending: true },
          ...by,
          ...reach,
        }),
      );
      return { breaches: shown.map(({ id, document }) => view(id, document)), nextCursor };
    },

    async acknowledgeBreach({ id, note }: Complete<AcknowledgeBreachRequest>, call) {
      operationsOnly(call);
      const after = await documents.transact(async (transaction) => {
        const found = await transaction.get<BreachDocument>(breaches, outside, id);
        if (found === undefined) throw new RefusedError({ refused: 'BREACH_NOT_FOUND', data: { breach: id } });
        if (found.state === 'ACKNOWLEDGED') return found;
        const said = { acknowledgedBy: call.caller.tenant, acknowledgedAt: clock.now(), note };
        const acknowledged: BreachDocument = { ...found, state: 'ACKNOWLEDGED', ...said };
        await transaction.put(breaches, outside, id, acknowledged);
        return acknowledged;
      });
      return view(id, after);
    },
  });
}

/** @throws RefusedError BREACHES_OPERATIONS_ONLY */
function operationsOnly({ caller }: Pick<Call, 'caller'>): void {
  if (caller.role !== 'operations' && caller.role !== 'service')
    throw new RefusedError({ refused: 'BREACHES_OPERATIONS_ONLY', data: {} });
}

function indexFor(state: string, invariant: string, orderId: string): Pick<Query, 'index' | 'equals'> {
  if (orderId !== '') return { index: 'byOrder', equals: [orderId] };
  if (invariant !== '') return { index: 'byInvariant', equals: [invariant] };
  return state === '' ? { index: 'byTime' } : { index: 'byState', equals: [state] };
}

function view(id: string, document: BreachDocument) {
  const { invariant, code, key, owner: tenant, orderId, events, data, time, foundAt, state } = document;
  const { acknowledgedBy, acknowledgedAt, note } = document;
  return {
    ...{ id, invariant, code, key, tenant, orderId, events: [...events], data: { ...data }, time, foundAt, state },
    ...{ acknowledgedBy, acknowledgedAt, note },
  };
}
