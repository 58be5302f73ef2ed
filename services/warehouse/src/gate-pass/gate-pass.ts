import type { Complete, Only, WarehouseEvent, WarehouseRefusal } from '@portolan/contracts';
import type { Audience, ZonedTime } from '@portolan/contracts/common/v1/types';
import type { ListDirection } from '@portolan/contracts/warehouse/v1/types';
import { type Decision, type Facts, madeId, refuse } from '@portolan/eventsourcing';
import { grams, withinTolerance } from './weight.ts';

/**
 * A gate pass (核放单): lets the vehicle with the goods of one verification list through the gate. One stream per list,
 * so a list never has two; one that was sent back is asked for again under a new message number.
 */
export interface GatePass {
  readonly state: 'REQUESTED' | 'SENT' | 'APPROVED' | 'RETURNED' | 'PASSED' | undefined;
  readonly requested: Requested | undefined;
}

export type GatePassEvent = Only<
  WarehouseEvent,
  'GatePassRequested' | 'GatePassSent' | 'GatePassApproved' | 'GatePassReturned' | 'GatePassed'
>;

export type Requested = Extract<GatePassEvent, { type: 'GatePassRequested' }>['data'];

/** The list as its own stream has it; undefined where the operator has no such list. */
export interface ListedGoods {
  readonly state: string;
  readonly warehouseId: string;
  readonly bondInvtNo: string;
  readonly direction: ListDirection;
  readonly owner: string;
}

export type GatePassCommand =
  | {
      readonly type: 'Request';
      readonly passId: string;
      readonly listId: string;
      readonly list: ListedGoods | undefined;
      readonly vehicleNo: string;
      /** Kilograms above 0, up to 3 decimals. */
      readonly grossWeight: string;
    }
  | Answered;

/** What became of a message, by its number: of an earlier one nothing counts any more. */
export type Answered = { readonly passId: string; readonly messageNo: string } & (
  | { readonly type: 'RecordSent'; readonly sha256: string }
  | { readonly type: 'Approve'; readonly passportNo: string }
  | { readonly type: 'Return'; readonly reason: string }
  | {
      readonly type: 'Pass';
      readonly passportNo: string;
      readonly passedAt: Complete<ZonedTime>;
      /** Kilograms. */
      readonly measuredWeight: string;
      readonly tolerancePercent: number;
    }
);

type Answer = Decision<GatePassEvent, WarehouseRefusal>;

export const gatePassId = (operator: string, listId: string): string => madeId('gate-pass', operator, listId);

/** A stream of the operator; the merchant sees it where all goods on its list are its own. */
export const gatePass = {
  name: 'gate-pass',
  initial: { state: undefined, requested: undefined } as GatePass,
  decide: (command: GatePassCommand, pass: GatePass, facts: Facts): Answer =>
    command.type === 'Request' ? request(command, pass, facts) : answered(command, pass),
  evolve,
  audience: (event: GatePassEvent, pass: GatePass): Audience[] => {
    const owner = event.type === 'GatePassRequested' ? event.data.owner : (pass.requested?.owner ?? '');
    return owner === '' ? [] : [{ tenant: owner, role: 'merchant' }];
  },
};

function request(
  { passId, listId, list, vehicleNo, grossWeight }: Extract<GatePassCommand, { type: 'Request' }>,
  { state }: GatePass,
  facts: Facts,
): Answer {
  if (list === undefined) return refuse('LIST_NOT_FOUND', { listId });
  if (vehicleNo === '' || vehicleNo.length > 32) return refuse('GATE_PASS_INVALID', { field: 'vehicleNo' });
  if (grams(grossWeight) === undefined) return refuse('GATE_PASS_INVALID', { field: 'grossWeight' });
  if (state !== undefined && state !== 'RETURNED') return refuse('GATE_PASS_EXISTS', { listId, passId, state });
  if (list.state !== 'APPROVED') return refuse('LIST_NOT_APPROVED', { listId, state: list.state });
  const { warehouseId, bondInvtNo, direction, owner } = list;
  const messageNo = facts.id('gate-pass').toUpperCase();
  const goods = { passId, warehouseId, listId, bondInvtNo, direction, owner };
  return [{ type: 'GatePassRequested', data: { ...goods, vehicleNo, grossWeight, messageNo } }];
}

function answered(command: Answered, { state, requested }: GatePass): Answer {
  const { passId } = command;
  const open = state === 'REQUESTED' || state === 'SENT';
  if (requested?.messageNo !== command.messageNo) return [];
  switch (command.type) {
    case 'RecordSent':
      return state === 'REQUESTED' ? [{ type: 'GatePassSent', data: { passId, sha256: command.sha256 } }] : [];
    case 'Approve':
      return open ? [{ type: 'GatePassApproved', data: { passId, passportNo: command.passportNo } }] : [];
    case 'Return':
      return open ? [{ type: 'GatePassReturned', data: { passId, reason: command.reason } }] : [];
    case 'Pass':
      return open || state === 'APPROVED' ? atTheGate(command, requested, open) : [];
  }
}

/** The gate may speak before the approval has come: then it is approved by the same word. */
function atTheGate(command: Extract<Answered, { type: 'Pass' }>, requested: Requested, unapproved: boolean): Answer {
  const { passId, passportNo, passedAt, measuredWeight, tolerancePercent } = command;
  const { listId, grossWeight } = requested;
  if (!withinTolerance(grossWeight, measuredWeight, tolerancePercent)) {
    const reason = `measured ${measuredWeight} kg, declared ${grossWeight} kg, tolerance ${tolerancePercent} %`;
    return [{ type: 'GatePassReturned', data: { passId, reason } }];
  }
  const data = { passId, passportNo, listId, passedAt, measuredWeight };
  const passed: GatePassEvent = { type: 'GatePassed', data };
  return unapproved ? [{ type: 'GatePassApproved', data: { passId, passportNo } }, passed] : [passed];
}

function evolve(pass: GatePass, event: GatePassEvent): GatePass {
  switch (event.type) {
    case 'GatePassRequested':
      return { state: 'REQUESTED', requested: event.data };
    case 'GatePassSent':
      return { ...pass, state: 'SENT' };
    case 'GatePassApproved':
      return { ...pass, state: 'APPROVED' };
    case 'GatePassReturned':
      return { ...pass, state: 'RETURNED' };
    case 'GatePassed':
      return { ...pass, state: 'PASSED' };
  }
}
