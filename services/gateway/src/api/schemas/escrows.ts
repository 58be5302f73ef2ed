import type { Complete } from '@portolan/contracts';
import type {
  DisputeView,
  EscrowView,
  EvidencePackView,
  EvidenceView,
  FrozenView,
  ListDisputesReply,
  ListEscrowsReply,
  ListSecuritiesReply,
  ListWithholdingsReply,
  MilestoneView,
  PriorRefundView,
  SecurityView,
  WithholdingView,
} from '@portolan/contracts/fx/v1/escrows';
import { z } from 'zod';
import { charge, instant, moment, money, price } from './codecs.ts';
import { nextCursor, oneStateOf, page, remark, text } from './common.ts';

const escrowStates = [
  ...(['AWAITING_FUNDING', 'EXPIRED', 'FUNDED', 'INSPECTION', 'PARTIALLY_RELEASED'] as const),
  ...(['DISPUTED', 'RELEASE_PENDING', 'RELEASED', 'REFUNDED', 'CANCELLED'] as const),
] as const;
const triggers = ['PROOF', 'DELIVERY'] as const;
const digest = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'WRONG_FORMAT')
  .meta({ description: 'SHA-256 of the document, hex in lower case' });

const milestone = z
  .strictObject({
    number: z.int32(),
    name: z.string(),
    trigger: z.string().meta({ description: triggers.join(', ') }),
    percent: z.int32(),
    amount: money,
    state: z.string().meta({ description: 'PENDING, PROVEN, RELEASED' }),
  })
  .meta({ id: 'EscrowMilestone' }) satisfies z.ZodType<Complete<MilestoneView>>;

const frozen = z
  .strictObject({
    id: z.string().meta({ description: 'The dispute or the withholding' }),
    kind: z.string().meta({ description: 'CLAIM, CHARGEBACK, WITHHOLDING' }),
    amount: money,
  })
  .meta({ id: 'FrozenPart' }) satisfies z.ZodType<Complete<FrozenView>>;

export const escrow = z
  .strictObject({
    id: z.string(),
    tenant: z.string().meta({ description: 'The merchant' }),
    orderId: z.string(),
    orderNo: z.string(),
    state: z.string().meta({ description: escrowStates.join(', ') }),
    amount: money.meta({ description: 'What the buyer owes' }),
    funded: money.meta({ description: 'released + refunded + held + disputed, to the cent' }),
    held: money,
    released: money,
    refunded: money,
    disputed: money,
    commission: z.string().meta({ description: 'The rate that was agreed, a decimal' }),
    fee: money.meta({ description: 'Commission taken so far' }),
    paymentDue: instant,
    inspectionEnds: instant,
    milestones: z.array(milestone),
    proposedBy: z
      .string()
      .meta({ description: 'SELLER, BUYER: who named milestones that the other has not agreed to' }),
    proposed: z.array(milestone),
    frozen: z.array(frozen),
    next: z.string().meta({ description: 'Who acts next: buyer, platform, order; empty: it is over' }),
  })
  .meta({ id: 'Escrow' }) satisfies z.ZodType<Complete<EscrowView>>;

const orderNo = z.string().max(60, 'TOO_LONG').default('').meta({ description: 'Empty: any' });

export const listEscrows = z.strictObject({ state: oneStateOf(escrowStates), orderNo, ...page });

export const escrowList = z
  .strictObject({ escrows: z.array(escrow), nextCursor })
  .meta({ id: 'EscrowList' }) satisfies z.ZodType<Complete<ListEscrowsReply>>;

export const milestonePlan = z
  .strictObject({
    milestones: z
      .array(z.strictObject({ name: text(140), trigger: z.enum(triggers), percent: z.int().min(1).max(100) }))
      .min(1, 'EMPTY')
      .max(20, 'TOO_LONG')
      .meta({ description: 'In order; their percents add up to 100' }),
  })
  .meta({ id: 'MilestonePlan' });

export const byMilestone = z.strictObject({
  id: z.string().min(1).max(200),
  number: z.coerce.number().int().min(1).max(20),
});
export const milestoneProof = z.strictObject({ document: text(140), sha256: digest }).meta({ id: 'MilestoneProof' });
export const inspectionExtension = z.strictObject({ endsAt: moment }).meta({ id: 'InspectionExtension' });

const stages = ['INQUIRY', 'DISPUTE', 'PRE_ARBITRATION', 'ARBITRATION', 'REVERSAL'] as const;
const disputeStates = [
  ...(['OPENED', 'CHALLENGED', 'ACCEPTED', 'EXPIRED', 'CANCELLED', 'WON', 'LOST'] as const),
] as const;
const evidenceKinds = [
  ...(['ORDER', 'CUSTOMS_RELEASE', 'CARRIER_SIGNATURE', 'CORRESPONDENCE', 'PRIOR_REFUND', 'OTHER'] as const),
] as const;

const evidence = z
  .strictObject({
    by: z.string().meta({ description: 'SELLER, BUYER' }),
    kind: z.string().meta({ description: evidenceKinds.join(', ') }),
    document: z.string(),
    sha256: z.string(),
  })
  .meta({ id: 'DisputeEvidence' }) satisfies z.ZodType<Complete<EvidenceView>>;

export const dispute = z
  .strictObject({
    id: z.string(),
    tenant: z.string(),
    escrowId: z.string(),
    orderId: z.string(),
    orderNo: z.string(),
    kind: z.string().meta({ description: 'CLAIM: of the buyer; CHARGEBACK: of the issuer of the card' }),
    stage: z.string().meta({ description: stages.join(', ') }),
    state: z.string().meta({ description: `${disputeStates.join(', ')}; as the merchant sees it` }),
    amount: money,
    reason: z.string(),
    held: z.boolean().meta({ description: 'The money stands still' }),
    due: instant.meta({ description: 'Until when an answer is due' }),
    evidence: z.array(evidence),
    sellerOffers: money.optional().meta({ description: 'What the seller would give the buyer' }),
    buyerOffers: money.optional().meta({ description: 'What the buyer would take' }),
    toBuyer: money.optional().meta({ description: 'What the buyer got in the end' }),
    next: z.string().meta({ description: 'Who acts next: seller, buyer, platform; empty: it is over' }),
  })
  .meta({ id: 'Dispute' }) satisfies z.ZodType<Complete<DisputeView>>;

export const listDisputes = z.strictObject({ state: oneStateOf(disputeStates), orderNo, ...page });

export const disputeList = z
  .strictObject({ disputes: z.array(dispute), nextCursor })
  .meta({ id: 'DisputeList' }) satisfies z.ZodType<Complete<ListDisputesReply>>;

export const openDispute = z
  .strictObject({
    escrowId: z.string().min(1, 'EMPTY').max(200, 'TOO_LONG'),
    kind: z.enum(['CLAIM', 'CHARGEBACK']),
    amount: price,
    reason: text(140),
  })
  .meta({ id: 'OpenDispute' });
export const giveEvidence = z
  .strictObject({ kind: z.enum(evidenceKinds), document: text(140), sha256: digest })
  .meta({ id: 'GiveEvidence' });
export const splitOffer = z.strictObject({ toBuyer: charge }).meta({ id: 'SplitOffer' });
export const disputeDecision = z.strictObject({ toBuyer: charge, reason: text(140) }).meta({ id: 'DisputeDecision' });
export const because = z.strictObject({ reason: remark(140) }).meta({ id: 'DisputeReason' });

const priorRefund = z
  .strictObject({ payoutId: z.string(), amount: money, state: z.string() })
  .meta({ id: 'PriorRefund' }) satisfies z.ZodType<Complete<PriorRefundView>>;

export const evidencePack = z
  .strictObject({
    disputeId: z.string(),
    orderId: z.string(),
    orderNo: z.string(),
    paid: money,
    paymentReference: z.string().meta({ description: 'The credit that paid it' }),
    paidAt: instant,
    inspectionEnds: instant.meta({ description: 'null: not delivered' }),
    disputed: money,
    reason: z.string(),
    evidence: z.array(evidence),
    refunds: z.array(priorRefund),
    missing: z.array(z.string()).meta({ description: 'Kinds of evidence that nobody has given' }),
    sha256: z.string().meta({ description: 'Of all of the above: says whether two packs are the same' }),
  })
  .meta({ id: 'EvidencePack', description: 'Names and digests; no personal data' }) satisfies z.ZodType<
  Complete<EvidencePackView>
>;

const withholdingStates = ['WITHHELD', 'APPEALED', 'RELEASED', 'UPHELD'] as const;

const withholding = z
  .strictObject({
    id: z.string(),
    tenant: z.string(),
    escrowId: z.string(),
    orderId: z.string(),
    orderNo: z.string(),
    amount: money,
    reason: z.string(),
    state: z.string().meta({ description: withholdingStates.join(', ') }),
    grounds: z.string().meta({ description: 'Of the appeal' }),
  })
  .meta({ id: 'Withholding' }) satisfies z.ZodType<Complete<WithholdingView>>;

export const listWithholdings = z.strictObject({ state: oneStateOf(withholdingStates), ...page });

export const withholdingList = z
  .strictObject({ withholdings: z.array(withholding), nextCursor })
  .meta({ id: 'WithholdingList' }) satisfies z.ZodType<Complete<ListWithholdingsReply>>;

export const withholdProceeds = z.strictObject({ amount: price, reason: text(140) }).meta({ id: 'WithholdProceeds' });
export const appeal = z.strictObject({ grounds: text(500) }).meta({ id: 'WithholdingAppeal' });
export const withholdingDecision = z
  .strictObject({ outcome: z.enum(['RELEASED', 'UPHELD']), reason: text(140) })
  .meta({ id: 'WithholdingDecision' });

const security = z
  .strictObject({
    id: z.string(),
    tenant: z.string(),
    deposit: money,
    owed: money.meta({ description: 'What the platform advanced and has not back' }),
    due: instant.meta({ description: 'Until when; null: nothing is owed' }),
    overdue: z.boolean(),
  })
  .meta({ id: 'Security' }) satisfies z.ZodType<Complete<SecurityView>>;

export const securityPage = z.strictObject(page);

export const securityList = z
  .strictObject({ securities: z.array(security), nextCursor })
  .meta({ id: 'SecurityList' }) satisfies z.ZodType<Complete<ListSecuritiesReply>>;

export const deposit = z.strictObject({ amount: price }).meta({ id: 'Deposit' });
