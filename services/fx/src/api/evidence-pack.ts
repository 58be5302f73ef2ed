import { createHash } from 'node:crypto';
import type { EvidencePackView, PriorRefundView } from '@portolan/contracts/fx/v1/escrows';
import type { Commands } from '@portolan/engine';
import { decimal } from '@portolan/money';
import type { Dispute } from '../dispute/dispute.ts';
import { type Escrow, escrow } from '../escrow/escrow.ts';
import { payout } from '../payout/payout.ts';
import { refundId } from '../payout/references.ts';

/** What proves that an order was carried out: each side gives documents by name and digest. */
const wanted = ['ORDER', 'CUSTOMS_RELEASE', 'CARRIER_SIGNATURE', 'CORRESPONDENCE'] as const;

/** The evidence of a dispute in one document: ids, references and digests that fx knows, nobody's personal data. */
export async function evidencePack(commands: Commands, tenant: string, found: Dispute): Promise<EvidencePackView> {
  const { disputeId, escrowId, orderId, orderNo, reason, evidence, amount: disputed } = found;
  const { state } = await commands.load(escrow, tenant, escrowId);
  const { amount: paid, fundsId: paymentReference, bookedAt: paidAt, endsAt: inspectionEnds } = state;
  const given = new Set(evidence.map(({ kind }) => kind));
  const pack = {
    ...{ disputeId, orderId, orderNo, paid, paymentReference, paidAt, inspectionEnds, disputed, reason },
    ...{ evidence: [...evidence], refunds: await refundsOf(commands, tenant, state) },
    missing: wanted.filter((kind) => !given.has(kind)),
  };
  return { ...pack, sha256: digestOf(pack) };
}

async function refundsOf(commands: Commands, tenant: string, { fundsId, refunds }: Escrow): Promise<PriorRefundView[]> {
  const found: PriorRefundView[] = [];
  for (const left of refunds) {
    const payoutId = refundId(tenant, fundsId, left);
    const { state } = await commands.load(payout, tenant, payoutId);
    if (state.status !== 'NONE') found.push({ payoutId, amount: state.amount, state: state.status });
  }
  return found;
}

// Amounts as decimals: the same text whatever reads them.
function digestOf(pack: Omit<EvidencePackView, 'sha256'>): string {
  const text = JSON.stringify(pack, (_, value: unknown) =>
    typeof value === 'object' && value !== null && 'minor' in value && 'currency' in value
      ? `${String(value.currency)} ${decimal(value as never)}`
      : value,
  );
  return createHash('sha256').update(text).digest('hex');
}
