import type { DataOf, Shown } from './in-feed.ts';

/** A declaration as everybody may know it who may know of it at all. */
export interface DeclarationNow {
  readonly id: string;
  readonly orderId: string;
  /** DRAFTED, STORED, UNDER_REVIEW, RELEASED, CLOSED, SUMMARISED, ENTERED, RETURNED, CANCELLED */
  readonly state: string;
  readonly preNo: string;
  readonly invtNo: string;
  readonly version: bigint;
}

const states: Readonly<Record<string, string>> = {
  DeclarationResubmitted: 'DRAFTED',
  DeclarationStored: 'STORED',
  DeclarationUnderReview: 'UNDER_REVIEW',
  DeclarationReleased: 'RELEASED',
  DeclarationClosed: 'CLOSED',
  DeclarationReturned: 'RETURNED',
  DeclarationCancelled: 'CANCELLED',
  DeclarationSummarised: 'SUMMARISED',
  DeclarationEntered: 'ENTERED',
};

/** A declaration after an event of its stream; undefined where the event says nothing of where it stands. */
export function declarationAfter(
  { data, version: at }: Shown,
  type: string,
  before: DeclarationNow | undefined,
): DeclarationNow | undefined {
  const version = BigInt(at);
  if (type === 'DeclarationDrafted') {
    const { declarationId, orderId } = data as unknown as DataOf<'DeclarationDrafted'>;
    return { id: declarationId, orderId, state: 'DRAFTED', preNo: '', invtNo: '', version };
  }
  const state = states[type];
  if (before === undefined || state === undefined) return undefined;
  const { preNo, invtNo } = data as unknown as Partial<DataOf<'DeclarationStored'>>;
  return { ...before, state, preNo: preNo || before.preNo, invtNo: invtNo || before.invtNo, version };
}
