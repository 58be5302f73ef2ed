import type { Complete } from '@portolan/contracts';
import type {
  ExtendInspectionRequest,
  GetEscrowRequest,
  ListEscrowsRequest,
  ProposeMilestonesRequest,
  ProveMilestoneRequest,
  ReleaseMilestoneRequest,
} from '@portolan/contracts/fx/v1/escrows';
import { answered, type Call, paged, type Runtime } from '@portolan/service';
import { type EscrowCommand, escrow } from '../escrow/escrow.ts';
import type { Escrow } from '../escrow/state.ts';
import type { FoldedDocument } from '../projections/folded.ts';
import { escrowView } from './escrow-views.ts';
import { contextOf, located, operationsOnly, sideOf } from './located.ts';
import type { Rules } from './rules.ts';

/** The caller's escrows, the latest first; to operations those of every tenant. */
export function listEscrows({ documents }: Runtime) {
  return async ({ state, orderNo, page }: Complete<ListEscrowsRequest>, { caller: { tenant } }: Call) => {
    const { shown, nextCursor } = await paged(page, (reach) =>
      documents.find<FoldedDocument<Escrow>>({
        ...{ collection: 'escrows', tenant, descending: true, ...listedBy(state, orderNo), ...reach },
      }),
    );
    const escrows = shown
      .filter(({ document }) => state === '' || document.state === state)
      .map(({ document }) => escrowView(document.tenant, document.folded));
    return { escrows, nextCursor };
  };
}

/** By which index a list is read. */
export function listedBy(state: string, orderNo: string) {
  if (orderNo !== '') return { index: 'byOrderNo', equals: [orderNo] };
  return state === '' ? { index: 'byTime' } : { index: 'byState', equals: [state] };
}

/** @throws RefusedError ESCROW_NOT_FOUND */
export function getEscrow({ commands }: Runtime, rules: Rules) {
  return async ({ id }: Complete<GetEscrowRequest>, call: Call) => {
    const { tenant, state } = await escrowOf({ commands }, rules, id, call);
    return escrowView(tenant, state);
  };
}

export function escrowOf({ commands }: Pick<Runtime, 'commands'>, rules: Rules, id: string, call: Call) {
  return located(commands, rules, escrow, id, call, { refused: 'ESCROW_NOT_FOUND', data: { escrow: id } });
}

/** A merchant names them for the seller, operations for the buyer. */
export function proposeMilestones(runtime: Runtime, rules: Rules) {
  return async ({ id, milestones }: Complete<ProposeMilestonesRequest>, call: Call) =>
    tell(runtime, rules, id, call, (orderNo) => ({
      ...{ type: 'ProposeMilestones', orderNo, by: sideOf(call), milestones },
    }));
}

export function proveMilestone(runtime: Runtime, rules: Rules) {
  return async ({ id, number, document, sha256 }: Complete<ProveMilestoneRequest>, call: Call) =>
    tell(runtime, rules, id, call, (orderNo) => ({ type: 'ProveMilestone', orderNo, number, document, sha256 }));
}

/** @throws RefusedError FUNDS_OPERATIONS_ONLY: who speaks for the buyer */
export function releaseMilestone(runtime: Runtime, rules: Rules) {
  return async ({ id, number }: Complete<ReleaseMilestoneRequest>, call: Call) => {
    operationsOnly(call);
    return tell(runtime, rules, id, call, (orderNo) => ({ type: 'ReleaseMilestone', orderNo, number }));
  };
}

export function extendInspection(runtime: Runtime, rules: Rules, mostDays: number) {
  return async ({ id, endsAt }: Complete<ExtendInspectionRequest>, call: Call) =>
    tell(runtime, rules, id, call, (orderNo) => ({ type: 'ExtendInspection', orderNo, endsAt, mostDays }));
}

async function tell(
  { commands }: Runtime,
  rules: Rules,
  id: string,
  call: Call,
  commandOf: (orderNo: string) => EscrowCommand,
) {
  const { tenant, state } = await escrowOf({ commands }, rules, id, call);
  const context = contextOf(call, tenant, state.orderId);
  return answered(await commands.execute(escrow, id, commandOf(state.orderNo), context), id);
}
