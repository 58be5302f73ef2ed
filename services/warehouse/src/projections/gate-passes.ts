import type { Complete } from '@portolan/contracts';
import type { GatePassView } from '@portolan/contracts/warehouse/v1/warehouse';
import type { Projection } from '@portolan/engine';
import type { GatePassEvent } from '../gate-pass/gate-pass.ts';
import { documents } from './readers.ts';

export type GatePassDocument = Complete<GatePassView>;

export const gatePassCollections = { owner: 'gate_passes', operator: 'operated_gate_passes' } as const;
const indexes = { byState: ['state'] } as const;
const { put, change } = documents<GatePassDocument>(gatePassCollections, 'operator');

/** Gate passes as they stand; one that was asked for again begins anew. */
export const gatePasses: Projection<GatePassEvent> = {
  name: 'warehouse.gate-passes.v1',
  reads: ['warehouse'],
  collections: { [gatePassCollections.owner]: { indexes }, [gatePassCollections.operator]: { indexes } },
  on: {
    GatePassRequested: (event, view) => {
      const { passId: id, warehouseId, listId, direction, vehicleNo, grossWeight } = event.data;
      const asked = { id, warehouseId, listId, direction, vehicleNo, grossWeight };
      return put(event, view, id, { ...asked, state: 'REQUESTED', passportNo: '', measuredWeight: '', reason: '' });
    },
    GatePassSent: (event, view) => change(event, view, event.data.passId, () => ({ state: 'SENT' })),
    GatePassApproved: (event, view) => {
      const { passId, passportNo } = event.data;
      return change(event, view, passId, () => ({ state: 'APPROVED', passportNo }));
    },
    GatePassReturned: (event, view) =>
      change(event, view, event.data.passId, () => ({ state: 'RETURNED', reason: event.data.reason })),
    GatePassed: (event, view) => {
      const { passId, measuredWeight } = event.data;
      return change(event, view, passId, () => ({ state: 'PASSED', measuredWeight }));
    },
  },
};
