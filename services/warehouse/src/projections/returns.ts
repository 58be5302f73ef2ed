import type { Complete } from '@portolan/contracts';
import type { ReturnView } from '@portolan/contracts/warehouse/v1/warehouse';
import type { Projection } from '@portolan/engine';
import type { ReturnEvent } from '../return/return.ts';
import { documents } from './readers.ts';

export type ReturnDocument = Complete<ReturnView>;

export const returnCollections = { owner: 'returns', operator: 'operated_returns' } as const;
const indexes = { byState: ['state'] } as const;
const { put, change } = documents<ReturnDocument>(returnCollections, 'owner');

/** Returns: what was announced, what came, and how it was graded. */
export const returns: Projection<ReturnEvent> = {
  name: 'warehouse.returns.v1',
  reads: ['warehouse'],
  collections: { [returnCollections.owner]: { indexes }, [returnCollections.operator]: { indexes } },
  on: {
    ReturnExpected: (event, view) => {
      const { returnId: id, lines: expected, ...order } = event.data;
      return put(event, view, id, { id, ...order, state: 'EXPECTED', expected, received: [], graded: [] });
    },
    ReturnReceived: (event, view) =>
      change(event, view, event.data.returnId, () => ({ state: 'RECEIVED', received: event.data.lines })),
    ReturnGraded: (event, view) =>
      change(event, view, event.data.returnId, () => ({ state: 'GRADED', graded: event.data.lines })),
  },
};
