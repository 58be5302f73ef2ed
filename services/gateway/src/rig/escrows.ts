import {
  DisputeView,
  EscrowView,
  EvidencePackView,
  SecurityView,
  WithholdingView,
} from '@portolan/contracts/fx/v1/escrows';
import { disputeRoutes } from '../api/routes/disputes.ts';
import { escrowRoutes } from '../api/routes/escrows.ts';
import type { As, Ask } from './asking.ts';

type Request = Readonly<Record<string, unknown>>;
type Handler = (request: Request, as: As) => unknown;
type Write = (path: string, as: string, body: unknown) => Ask;

const at = '2026-03-02T01:00:00.000Z';
const usd = (minor: bigint) => ({ minor, currency: 'USD' });
const order = { tenant: 'merchant-shenzhen', orderId: 'order-1', orderNo: 'SZ-2026-1' };
const evidence = [{ by: 'SELLER', kind: 'ORDER', document: 'PO 2026-17', sha256: 'ab' }];

const escrowView = EscrowView.fromPartial({
  ...{ id: 'escrow-1', ...order, state: 'DISPUTED', amount: usd(10_000n), funded: usd(10_000n), held: usd(4_000n) },
  ...{ released: usd(3_000n), refunded: usd(0n), disputed: usd(3_000n), commission: '0.015', fee: usd(45n) },
  inspectionEnds: at,
  milestones: [
    { number: 1, name: 'Production', trigger: 'PROOF', percent: 30, amount: usd(3_000n), state: 'RELEASED' },
    { number: 2, name: 'Delivery', trigger: 'DELIVERY', percent: 70, amount: usd(7_000n), state: 'PENDING' },
  ],
  frozen: [{ id: 'dispute-1', kind: 'CLAIM', amount: usd(3_000n) }],
  next: 'platform',
});

const disputeView = DisputeView.fromPartial({
  ...{ id: 'dispute-1', ...order, escrowId: 'escrow-1', kind: 'CLAIM', stage: 'DISPUTE', state: 'CHALLENGED' },
  ...{ amount: usd(3_000n), reason: 'Not as described', held: true, due: at, evidence },
  ...{ sellerOffers: usd(1_000n), buyerOffers: usd(2_000n), toBuyer: usd(1_500n), next: 'platform' },
});

const packView = EvidencePackView.fromPartial({
  ...{ disputeId: 'dispute-1', orderId: 'order-1', orderNo: 'SZ-2026-1', paid: usd(10_000n), paymentReference: 'f-1' },
  ...{ paidAt: at, inspectionEnds: at, disputed: usd(3_000n), reason: 'Not as described', evidence },
  refunds: [{ payoutId: 'payout-1', amount: usd(100n), state: 'SETTLED' }],
  ...{ missing: ['CARRIER_SIGNATURE'], sha256: 'cd' },
});

const withholdingView = WithholdingView.fromPartial({
  ...{ id: 'withholding-1', ...order, escrowId: 'escrow-1', amount: usd(400n), reason: 'Brand not licensed' },
  ...{ state: 'APPEALED', grounds: 'The licence is attached' },
});

const securityView = SecurityView.fromPartial({
  ...{ id: 'security-1', tenant: 'merchant-shenzhen', deposit: usd(5_000n), owed: usd(150n), due: at, overdue: false },
});

/** How requests of these routes go, as the routes' own examples say. */
export function escrowSamples(write: Write): Readonly<Record<string, Ask>> {
  const queries: Readonly<Record<string, string>> = {
    '/v1/escrows': '?state=DISPUTED&orderNo=SZ-2026-1',
    '/v1/disputes': '?state=CHALLENGED',
    '/v1/withholdings': '?state=APPEALED',
  };
  const ids: Readonly<Record<string, string>> = {
    escrows: 'escrow-1',
    disputes: 'dispute-1',
    withholdings: 'withholding-1',
  };
  const asked = [...escrowRoutes, ...disputeRoutes].map((route) => {
    const path = route.path.replace('{id}', ids[route.path.split('/')[2] ?? ''] ?? '').replace('{number}', '1');
    const who = route.access.includes('merchant') ? 'merchant-shenzhen' : 'portolan';
    const body = 'examples' in route ? route.examples?.body : undefined;
    const reading = { path: `${path}${queries[path] ?? ''}`, as: who };
    return [`${route.method} ${route.path}`, route.method === 'GET' ? reading : write(path, who, body)] as const;
  });
  return Object.fromEntries(asked);
}

interface Means {
  one<View>(view: View, id: string, code: string, kind?: string): (request: Request, as: As) => View;
  list(rows: Request): Handler;
  command(id: string): Handler;
  commandOn(id: string, code: string, kind?: string): Handler;
}

/** What stands in for the service behind them. */
export function escrowStandIns({ one, list, command, commandOn }: Means): Readonly<Record<string, Handler>> {
  const onDispute = commandOn('dispute-1', 'DISPUTE_NOT_FOUND');
  const byOperations = commandOn('dispute-1', 'DISPUTE_NOT_FOUND', 'funds');
  const onEscrow = commandOn('escrow-1', 'ESCROW_NOT_FOUND');
  const escrowOf = (handler: Handler) => (request: Request, as: As) => {
    one({}, 'escrow-1', 'ESCROW_NOT_FOUND', 'funds')({ id: request['escrowId'] }, as);
    return handler(request, as);
  };
  return {
    'fx.listEscrows': list({ escrows: [escrowView] }),
    'fx.getEscrow': one(escrowView, 'escrow-1', 'ESCROW_NOT_FOUND'),
    'fx.proposeMilestones': onEscrow,
    'fx.proveMilestone': onEscrow,
    'fx.releaseMilestone': commandOn('escrow-1', 'ESCROW_NOT_FOUND', 'funds'),
    'fx.extendInspection': onEscrow,
    'fx.raiseDispute': escrowOf(command('dispute-2')),
    'fx.listDisputes': list({ disputes: [disputeView] }),
    'fx.getDispute': one(disputeView, 'dispute-1', 'DISPUTE_NOT_FOUND'),
    'fx.getEvidencePack': one(packView, 'dispute-1', 'DISPUTE_NOT_FOUND'),
    'fx.giveEvidence': onDispute,
    'fx.offerSplit': onDispute,
    'fx.acceptDispute': onDispute,
    'fx.escalateDispute': onDispute,
    'fx.decideDispute': byOperations,
    'fx.cancelDispute': byOperations,
    'fx.reverseChargeback': byOperations,
    'fx.withholdProceeds': escrowOf(command('withholding-2')),
    'fx.listWithholdings': list({ withholdings: [withholdingView] }),
    'fx.appealWithholding': commandOn('withholding-1', 'WITHHOLDING_NOT_FOUND'),
    'fx.decideWithholding': commandOn('withholding-1', 'WITHHOLDING_NOT_FOUND', 'funds'),
    'fx.listSecurities': list({ securities: [securityView] }),
    'fx.putDeposit': command('security-1'),
    'fx.returnDeposit': command('security-1'),
  };
}
