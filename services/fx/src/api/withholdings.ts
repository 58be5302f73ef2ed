import type { Complete } from '@portolan/contracts';
import type {
  AppealWithholdingRequest,
  DecideWithholdingRequest,
  DepositRequest,
  ListSecuritiesRequest,
  ListWithholdingsRequest,
  WithholdProceedsRequest,
} from '@portolan/contracts/fx/v1/escrows';
import { answered, type Call, paged, type Runtime } from '@portolan/service';
import { escrow } from '../escrow/escrow.ts';
import type { Windows } from '../escrow/state.ts';
import { depositTaken } from '../ledger/disputes.ts';
import { ledger, mainBook } from '../ledger/ledger.ts';
import { settledRefunds } from '../processes/holding.ts';
import type { FoldedDocument } from '../projections/folded.ts';
import { type Security, security, securityId } from '../security/security.ts';
import { type Withholding, withholding, withholdingId } from '../withholding/withholding.ts';
import { known } from './amounts.ts';
import { securityView, withholdingView } from './escrow-views.ts';
import { contextOf, located, operationsOnly } from './located.ts';
import { escrowOf, listedBy } from './milestones.ts';
import type { Rules } from './rules.ts';

/** The escrow freezes the part first: what it refuses is not held back. @throws RefusedError FUNDS_OPERATIONS_ONLY … */
export function withholdProceeds({ commands }: Runtime, rules: Rules, windows: Windows) {
  return async (request: Complete<WithholdProceedsRequest>, call: Call) => {
    operationsOnly(call);
    const { escrowId, reason } = request;
    const amount = known(request.amount);
    const { tenant, state } = await escrowOf({ commands }, rules, escrowId, call);
    const { orderId, orderNo } = state;
    const id = withholdingId(tenant, call.context.commandId);
    const context = contextOf(call, tenant, orderId);
    const refundsSettled = await settledRefunds(commands, tenant, state);
    const freezing = { orderNo, holdId: id, kind: 'WITHHOLDING', amount, refundsSettled, windows } as const;
    answered(await commands.execute(escrow, escrowId, { type: 'FreezePart', ...freezing }, context), id);
    const command = { type: 'Withhold', withholdingId: id, escrowId, orderId, orderNo, amount, reason } as const;
    return answered(await commands.execute(withholding, id, command, context), id);
  };
}

/** The caller's withheld proceeds, the latest first; to operations those of every tenant. */
export function listWithholdings({ documents }: Runtime) {
  return async ({ state, page }: Complete<ListWithholdingsRequest>, { caller: { tenant } }: Call) => {
    const { shown, nextCursor } = await paged(page, (reach) =>
      documents.find<FoldedDocument<Withholding>>({
        ...{ collection: 'withholdings', tenant, descending: true, ...listedBy(state, ''), ...reach },
      }),
    );
    const withholdings = shown.map(({ document }) => withholdingView(document.tenant, document.folded));
    return { withholdings, nextCursor };
  };
}

export function appealWithholding(runtime: Runtime, rules: Rules) {
  return async ({ id, grounds }: Complete<AppealWithholdingRequest>, call: Call) => {
    const { tenant, state } = await withholdingOf(runtime, rules, id, call);
    const context = contextOf(call, tenant, state.orderId);
    return answered(await runtime.commands.execute(withholding, id, { type: 'Appeal', grounds }, context), id);
  };
}

/** @throws RefusedError FUNDS_OPERATIONS_ONLY */
export function decideWithholding(runtime: Runtime, rules: Rules) {
  return async ({ id, outcome, reason }: Complete<DecideWithholdingRequest>, call: Call) => {
    operationsOnly(call);
    const { tenant, state } = await withholdingOf(runtime, rules, id, call);
    const decided = outcome === 'RELEASED' ? 'RELEASED' : 'UPHELD';
    const command = { type: 'DecideWithholding', outcome: decided, reason } as const;
    return answered(
      await runtime.commands.execute(withholding, id, command, contextOf(call, tenant, state.orderId)),
      id,
    );
  };
}

function withholdingOf({ commands }: Runtime, rules: Rules, id: string, call: Call) {
  const otherwise = { refused: 'WITHHOLDING_NOT_FOUND', data: { withholding: id } };
  return located(commands, rules, withholding, id, call, otherwise);
}

/** Out of the merchant's account: what is not there cannot be put down. The books come first. */
export function putDeposit({ commands }: Runtime) {
  return async (request: Complete<DepositRequest>, { context }: Call) => {
    const amount = known(request.amount);
    const { tenant, commandId } = context;
    const id = securityId(tenant, amount.currency);
    answered(await commands.execute(ledger, mainBook, depositTaken(id, commandId, tenant, amount), context), id);
    const command = { type: 'TakeDeposit', securityId: id, amount } as const;
    return answered(await commands.execute(security, id, command, context), id);
  };
}

/** Once nothing is owed. The books follow. @throws RefusedError SECURITY_DEPOSIT_SHORT */
export function returnDeposit({ commands }: Runtime) {
  return async (request: Complete<DepositRequest>, { context }: Call) => {
    const amount = known(request.amount);
    const id = securityId(context.tenant, amount.currency);
    const command = { type: 'ReturnDeposit', securityId: id, amount } as const;
    return answered(await commands.execute(security, id, command, context), id);
  };
}

/** What secures the caller; to operations every merchant. */
export function listSecurities({ documents }: Runtime) {
  return async ({ page }: Complete<ListSecuritiesRequest>, { caller: { tenant } }: Call) => {
    const { shown, nextCursor } = await paged(page, (reach) =>
      documents.find<FoldedDocument<Security>>({
        ...{ collection: 'securities', tenant, index: 'byTime', descending: true, ...reach },
      }),
    );
    const found = shown.map(({ id, document }) => securityView(id, document.tenant, document.folded));
    return { securities: found, nextCursor };
  };
}
