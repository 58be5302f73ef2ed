import { type Complete, outside } from '@portolan/contracts';
import type { RefundClaimView } from '@portolan/contracts/fx/v1/claims';
import type { Projection, Recorded, View } from '@portolan/engine';
import {
  balanceOf,
  cny,
  evolve,
  missingOn,
  nothing,
  type RefundClaim,
  type RefundClaimEvent,
  refundableOf,
} from '../refund-claim/state.ts';

/** A claim by its id; under its owner, and under the operator, who sees all. */
export interface RefundClaimDocument {
  readonly [field: string]: unknown;
  readonly folded: RefundClaim;
  readonly state: string;
  readonly declarationId: string;
  readonly line: number;
  /** By which it stands in the work list: the last of days where nothing is due. */
  readonly dueKey: string;
  readonly remark: string;
  readonly merchant: string;
  readonly version: bigint;
}

const never = '9999-12-31';
const collection = 'refund_claims';
const on = (event: Recorded<RefundClaimEvent>, view: View) => take(event, view);

/** Claims of refunds of tax on exports, by what is due next. */
export const refundClaims: Projection<RefundClaimEvent> = {
  name: 'fx.refund-claims.v1',
  reads: ['fx'],
  collections: {
    [collection]: {
      indexes: {
        byDue: ['dueKey'],
        byState: ['state', 'dueKey'],
        byDeclaration: ['declarationId', 'dueKey'],
      },
    },
  },
  on: {
    ...{ RefundClaimOpened: on, RefundDocumentRecorded: on, RefundClaimSubmitted: on, RefundClaimQueried: on },
    ...{ RefundClaimApproved: on, RefundClaimRejected: on, RefundClaimPaid: on, RefundClaimCorrected: on },
    ...{ RefundGoodsMoved: on, RefundSettled: on, RefundRepaymentDue: on, RefundRepaid: on },
    ...{ RefundClaimOverdue: on, RefundClaimLapsed: on },
  },
};

async function take({ meta, ...event }: Recorded<RefundClaimEvent>, view: View): Promise<void> {
  const { claimId } = event.data;
  const before = await view.get<RefundClaimDocument>(collection, meta.tenant, claimId);
  const folded = evolve(before?.folded ?? nothing, event as RefundClaimEvent);
  const [, due] = nextOf(folded);
  const { declarationId = '', line } = folded.opened ?? {};
  const document: RefundClaimDocument = {
    ...{ folded, state: folded.status, declarationId, line: line?.line ?? 0, dueKey: due === '' ? never : due },
    remark: remarkOf(event as RefundClaimEvent) ?? before?.remark ?? '',
    ...{ merchant: meta.tenant, version: BigInt(meta.version) },
  };
  await view.put(collection, meta.tenant, claimId, document);
  await view.put(collection, outside, claimId, document);
}

function remarkOf({ type, data }: RefundClaimEvent): string | undefined {
  if (type === 'RefundClaimQueried') return data.question;
  if (type === 'RefundClaimRejected' || type === 'RefundRepaymentDue' || type === 'RefundClaimLapsed')
    return data.reason;
  return type === 'RefundClaimSubmitted' || type === 'RefundClaimApproved' ? '' : undefined;
}

/** What has to be done next, and by which day. */
function nextOf(state: RefundClaim): readonly [string, string] {
  const { status, opened, overdue, owed, settleBy, settled, beforeSale, documents } = state;
  if (opened === undefined || status === 'LAPSED') return ['', ''];
  const { fileBy, lastDay, collectBy } = opened.period;
  if (owed > 0n) return ['REPAY', ''];
  if (status === 'OPEN' || status === 'DOCUMENTS_COMPLETE') {
    const by = overdue.includes('FILING') ? lastDay : fileBy;
    return [status === 'OPEN' ? 'DOCUMENTS' : 'FILE', by];
  }
  if (status === 'QUERIED' || status === 'REJECTED') return ['CORRECT', lastDay];
  if (beforeSale && !settled && settleBy !== '') return ['SETTLE', settleBy];
  if (documents['RECEIPT'] === undefined && !overdue.includes('COLLECTION')) return ['COLLECT', collectBy];
  return [{ SUBMITTED: 'ANSWER', APPROVED: 'PAYMENT' }[status as string] ?? '', ''];
}

/** What the contract shows of a claim. */
export function refundClaimView(id: string, row: RefundClaimDocument): Complete<RefundClaimView> {
  const { folded, remark, merchant, version } = row;
  if (folded.opened === undefined) throw new Error(`${id} was never opened`);
  const { claimId: _, ...opened } = folded.opened;
  const [next, due] = nextOf(folded);
  const refundable = refundableOf(folded);
  return {
    ...{ id, ...opened, state: folded.status, documents: Object.values(folded.documents) },
    ...{ missing: [...missingOn(folded, '')], balance: balanceOf(folded), overdue: [...folded.overdue] },
    ...(refundable === undefined ? {} : { refundable }),
    ...{ submitted: cny(folded.submitted), approved: cny(folded.approved), credited: cny(folded.credited) },
    ...{ paid: cny(folded.paid), owed: cny(folded.owed), next, due, remark, merchant, version },
  };
}
