import { dispute } from '../dispute/dispute.ts';
import type { DisputeEvent } from '../dispute/state.ts';
import { escrow } from '../escrow/escrow.ts';
import { shownAs } from '../escrow/shown.ts';
import type { EscrowEvent } from '../escrow/state.ts';
import { type SecurityEvent, security } from '../security/security.ts';
import { type WithholdingEvent, withholding } from '../withholding/withholding.ts';
import { foldedList } from './folded.ts';

const ofEscrow = ({ escrowId }: { readonly escrowId: string }) => escrowId;

/** Escrows, from their opening on: what waits for one before that is on the list of credits. */
export const escrows = foldedList<typeof escrow.initial, EscrowEvent>('fx.escrows.v1', {
  collection: 'escrows',
  aggregate: escrow,
  idOf: {
    ...{ EscrowOpened: ofEscrow, PaymentOverdue: ofEscrow, EscrowFunded: ofEscrow, InspectionStarted: ofEscrow },
    ...{ EscrowDisputed: ofEscrow, EscrowRefunded: ofEscrow, EscrowCancelled: ofEscrow, ReleaseDecided: ofEscrow },
    ...{ EscrowReleased: ofEscrow, MilestonesProposed: ofEscrow, MilestonesAgreed: ofEscrow },
    ...{ MilestoneProven: ofEscrow, EscrowPartReleased: ofEscrow, InspectionExtended: ofEscrow },
    ...{ EscrowPartFrozen: ofEscrow, EscrowPartSettled: ofEscrow, EscrowChargeReversed: ofEscrow },
  },
  listed: (state) => ({ state: shownAs(state), orderNo: state.orderNo }),
});

const ofDispute = ({ disputeId }: { readonly disputeId: string }) => disputeId;

export const disputes = foldedList<typeof dispute.initial, DisputeEvent>('fx.disputes.v1', {
  collection: 'disputes',
  aggregate: dispute,
  idOf: {
    ...{ DisputeOpened: ofDispute, DisputeHeld: ofDispute, DisputeEvidenceGiven: ofDispute },
    ...{ DisputeOffered: ofDispute, DisputeEscalated: ofDispute, DisputeResolved: ofDispute },
    DisputeReversed: ofDispute,
  },
  listed: ({ status, orderNo }) => ({ state: status, orderNo }),
});

const ofWithholding = ({ withholdingId }: { readonly withholdingId: string }) => withholdingId;

export const withholdings = foldedList<typeof withholding.initial, WithholdingEvent>('fx.withholdings.v1', {
  collection: 'withholdings',
  aggregate: withholding,
  idOf: { ProceedsWithheld: ofWithholding, WithholdingAppealed: ofWithholding, WithholdingDecided: ofWithholding },
  listed: ({ status, orderNo }) => ({ state: status, orderNo }),
});

const ofSecurity = ({ securityId }: { readonly securityId: string }) => securityId;

export const securities = foldedList<typeof security.initial, SecurityEvent>('fx.securities.v1', {
  collection: 'securities',
  aggregate: security,
  idOf: {
    ...{ DepositTaken: ofSecurity, DepositReturned: ofSecurity, DepositUsed: ofSecurity },
    ...{ AdvanceGiven: ofSecurity, AdvanceRecovered: ofSecurity, AdvanceOverdue: ofSecurity },
  },
  listed: ({ overdue }) => ({ state: overdue ? 'OVERDUE' : '', orderNo: '' }),
});
