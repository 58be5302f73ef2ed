import type { Complete } from '@portolan/contracts';
import type {
  AnswerRefundClaimRequest,
  CorrectRefundClaimRequest,
  GetRefundClaimRequest,
  ListRefundClaimsRequest,
  MoveRefundGoodsRequest,
  OpenRefundClaimRequest,
  RecordRefundDocumentRequest,
  SetRefundProfileRequest,
  SettleRefundClaimRequest,
  SubmitRefundClaimRequest,
} from '@portolan/contracts/fx/v1/claims';
import { answered, type Call, paged, RefusedError, type Runtime } from '@portolan/service';
import { type RefundClaimDocument, refundClaims, refundClaimView } from '../projections/refund-claims.ts';
import { periodOf } from '../refund-claim/periods.ts';
import { refundProfile, refundProfileId } from '../refund-claim/profile.ts';
import { type RefundClaimCommand, refundClaim, refundClaimId } from '../refund-claim/refund-claim.ts';
import { documentsOf } from '../refund-claim/state.ts';
import { known } from './amounts.ts';

/** How the caller's exports are refunded, from the next declaration on. @throws RefusedError REFUND_METHOD_UNKNOWN */
export function setRefundProfile({ commands }: Runtime) {
  return async ({ method }: Complete<SetRefundProfileRequest>, { context }: Call) => {
    const id = refundProfileId(context.tenant);
    const command = { type: 'SetRefundProfile', method } as const;
    return answered(await commands.execute(refundProfile, id, command, { ...context, correlation: '' }), id);
  };
}

export function getRefundProfile({ commands }: Runtime) {
  return async (_: unknown, { caller: { tenant } }: Call) => {
    const { state } = await commands.load(refundProfile, tenant, refundProfileId(tenant));
    return { method: state.method, documents: state.method === 'NONE' ? [] : [...documentsOf(state.method)] };
  };
}

/** For a line of a declaration that was made outside of the suite. @throws RefusedError REFUND_NO_PROFILE and of the claim */
export function openRefundClaim({ commands }: Runtime) {
  return async ({ entryId, tradeMode, exportedOn, line }: Complete<OpenRefundClaimRequest>, { context }: Call) => {
    const { tenant } = context;
    const { state } = await commands.load(refundProfile, tenant, refundProfileId(tenant));
    if (state.method === 'NONE') throw new RefusedError({ refused: 'REFUND_NO_PROFILE', data: {} });
    const id = refundClaimId(tenant, entryId, line.line);
    const period = periodOf(exportedOn) ?? { fileBy: '', lastDay: '', collectBy: '', rule: '' };
    const claim = { claimId: id, declarationId: '', orderId: '', orderNo: entryId, tradeMode, method: state.method };
    const opened = { ...claim, line: { ...line, total: known(line.total) }, exportedOn, period };
    const own = { ...context, correlation: '' };
    const reply = answered(await commands.execute(refundClaim, id, { type: 'OpenClaim', ...opened }, own), id);
    return reply;
  };
}

export function recordRefundDocument(runtime: Runtime) {
  return ({ claimId, document }: Complete<RecordRefundDocumentRequest>, call: Call) =>
    onClaim(runtime, call, claimId, { type: 'RecordDocument', document });
}

export function submitRefundClaim(runtime: Runtime) {
  return ({ claimId, submittedOn, reference }: Complete<SubmitRefundClaimRequest>, call: Call) =>
    onClaim(runtime, call, claimId, { type: 'Submit', submittedOn, reference });
}

export function correctRefundClaim(runtime: Runtime) {
  return ({ claimId, reason }: Complete<CorrectRefundClaimRequest>, call: Call) =>
    onClaim(runtime, call, claimId, { type: 'Correct', reason });
}

export function moveRefundGoods(runtime: Runtime) {
  return ({ claimId, reference, kind, quantity }: Complete<MoveRefundGoodsRequest>, call: Call) =>
    onClaim(runtime, call, claimId, { type: 'MoveGoods', reference, kind, quantity });
}

export function settleRefundClaim(runtime: Runtime) {
  return ({ claimId, settledOn }: Complete<SettleRefundClaimRequest>, call: Call) =>
    onClaim(runtime, call, claimId, { type: 'Settle', settledOn });
}

/** What the tax office said of a merchant's claim. @throws RefusedError REFUND_OPERATIONS_ONLY and of the claim */
export function answerRefundClaim(runtime: Runtime) {
  return (request: Complete<AnswerRefundClaimRequest>, call: Call) => {
    if (call.caller.role !== 'operations') throw new RefusedError({ refused: 'REFUND_OPERATIONS_ONLY', data: {} });
    const { claimId, merchant, answer, on, amount, credited, text } = request;
    const command = { type: 'AnswerClaim', answer, on, amount, credited, text } as const;
    return onClaim(runtime, { ...call, context: { ...call.context, tenant: merchant } }, claimId, command);
  };
}

/** One of the caller's; to operations of every tenant. @throws RefusedError REFUND_CLAIM_NOT_FOUND, NOT_YET_VISIBLE */
export function getRefundClaim(runtime: Runtime) {
  return async ({ id, atLeastVersion }: Complete<GetRefundClaimRequest>, { caller: { tenant } }: Call) => {
    const stream = `${tenant}/${refundClaim.name}/${id}`;
    const version = Number(atLeastVersion);
    if (version > 0 && !(await runtime.visible(refundClaims.name, stream, version))) {
      throw new RefusedError({ refused: 'NOT_YET_VISIBLE', data: { stream, version: String(version) } });
    }
    const row = await runtime.documents.get<RefundClaimDocument>('refund_claims', tenant, id);
    if (row === undefined) throw new RefusedError({ refused: 'REFUND_CLAIM_NOT_FOUND', data: { id } });
    return refundClaimView(id, row);
  };
}

/** The caller's, what is due first at the head; to operations those of every tenant. */
export function listRefundClaims({ documents }: Runtime) {
  return async (request: Complete<ListRefundClaimsRequest>, { caller: { tenant } }: Call) => {
    const { state, declarationId, dueBefore, page } = request;
    const narrowed = narrowing(state, declarationId);
    const { shown, nextCursor } = await paged(page, (reach) =>
      documents.find<RefundClaimDocument>({
        ...{ collection: 'refund_claims', tenant, ...narrowed, ...reach },
        ...(dueBefore === '' ? {} : { atMost: dueBefore }),
      }),
    );
    // One index narrows; a row of another state, or due on that very day, is left out here.
    const claims = shown
      .filter(
        ({ document }) =>
          (state === '' || document.state === state) && (dueBefore === '' || document.dueKey < dueBefore),
      )
      .map(({ id, document }) => refundClaimView(id, document));
    return { claims, nextCursor };
  };
}

function narrowing(state: string, declarationId: string) {
  if (declarationId !== '') return { index: 'byDeclaration', equals: [declarationId] };
  return state === '' ? { index: 'byDue' } : { index: 'byState', equals: [state] };
}

async function onClaim({ commands }: Runtime, { context }: Call, id: string, command: RefundClaimCommand) {
  const { state } = await commands.load(refundClaim, context.tenant, id);
  if (state.opened === undefined) throw new RefusedError({ refused: 'REFUND_CLAIM_NOT_FOUND', data: { id } });
  const correlation = state.opened.orderId;
  return answered(await commands.execute(refundClaim, id, command, { ...context, correlation }), id);
}
