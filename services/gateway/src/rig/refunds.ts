import { RefundClaimView, StatementView } from '@portolan/contracts/fx/v1/claims';
import { refundClaimRoutes } from '../api/routes/refund-claims.ts';
import { statementRoutes } from '../api/routes/statements.ts';
import type { As, Ask } from './asking.ts';

type Request = Readonly<Record<string, unknown>>;
type Handler = (request: Request, as: As) => unknown;
type Write = (path: string, as: string, body: unknown) => Ask;

const at = '2026-03-02T01:00:00.000Z';
const cny = (minor: bigint) => ({ minor, currency: 'CNY' });

const refundClaimView = RefundClaimView.fromPartial({
  ...{ id: 'refund-1', declarationId: 'declaration-1', orderId: 'order-1', orderNo: 'TN-1', tradeMode: '9810' },
  ...{ method: 'TRADER', exportedOn: '2026-03-02', state: 'PAID', merchant: 'merchant-shenzhen', version: 9n },
  line: {
    ...{ line: 1, hsCode: '8518300000', name: 'Earphones', quantity: { value: '30', unit: 'C62' } },
    total: { minor: 45_000n, currency: 'USD' },
  },
  period: { fileBy: '2027-04-30', lastDay: '2029-03-02', collectBy: '2027-04-30', rule: 'MOF/STA 2026 No.11' },
  documents: [
    {
      ...{ kind: 'INPUT_INVOICE', number: '2644000000012345', dated: '2026-03-01', amount: cny(100_000n) },
      ...{ vatRate: '0.13', refundRate: '0.13' },
    },
  ],
  balance: { exported: '30', sold: '12', unsold: '18', returned: '0', lost: '0' },
  ...{ refundable: cny(13_000n), submitted: cny(0n), approved: cny(13_000n), credited: cny(0n), paid: cny(13_000n) },
  ...{ owed: cny(0n), next: 'SETTLE', due: '2027-04-30' },
});

const statementView = StatementView.fromPartial({
  ...{ id: 'statement-1', kind: 'receipts', recipientKind: 'BANK', recipient: 'Bank of Qianhai', from: '2026-03-01' },
  ...{ until: '2026-03-31', asOf: at, facts: 1, keyId: '0011223344556677', sha256: 'ab', document: '{}' },
});

/** How requests of these routes go, as the routes' own examples say. */
export function refundSamples(write: Write): Readonly<Record<string, Ask>> {
  const ids: Readonly<Record<string, string>> = {
    '/v1/refund-claims': 'refund-1',
    '/v1/signed-statements': 'statement-1',
  };
  const asked = [...refundClaimRoutes, ...statementRoutes].map((route) => {
    const [base = ''] = route.path.split('/{');
    const path = route.path.replace('{id}', ids[base] ?? '').replace('{kind}', 'INPUT_INVOICE');
    const who = route.path.endsWith('/answer') ? 'portolan' : 'merchant-shenzhen';
    const body = 'examples' in route ? route.examples?.body : undefined;
    const sent = { ...write(path, who, body), method: route.method };
    const ask = route.access === 'public' ? { path } : { path, as: who };
    return [`${route.method} ${route.path}`, route.method === 'GET' ? ask : sent] as const;
  });
  return Object.fromEntries(asked);
}

interface Means {
  one<View>(view: View, id: string, code: string): (request: Request, as: As) => View;
  list(rows: Request): Handler;
  command(id: string): Handler;
  commandOn(id: string, code: string, kind?: string): Handler;
}

/** What stands in for the service behind them. */
export function refundStandIns({ one, list, command, commandOn }: Means): Readonly<Record<string, Handler>> {
  const on = (kind?: string): Handler => {
    const known = commandOn('refund-1', 'REFUND_CLAIM_NOT_FOUND', kind);
    return (request, as) => known({ ...request, id: request['claimId'] }, as);
  };
  return {
    'fx.setRefundProfile': command('profile-1'),
    'fx.getRefundProfile': () => ({ method: 'TRADER', documents: ['DECLARATION'] }),
    'fx.openRefundClaim': command('refund-2'),
    'fx.recordRefundDocument': on(),
    'fx.submitRefundClaim': on(),
    'fx.answerRefundClaim': on('funds'),
    'fx.correctRefundClaim': on(),
    'fx.moveRefundGoods': on(),
    'fx.settleRefundClaim': on(),
    'fx.getRefundClaim': one(refundClaimView, 'refund-1', 'REFUND_CLAIM_NOT_FOUND'),
    'fx.listRefundClaims': list({ claims: [refundClaimView] }),
    'fx.signStatement': command('statement-2'),
    'fx.getStatement': one(statementView, 'statement-1', 'STATEMENT_NOT_FOUND'),
    'fx.listStatementKeys': () => ({
      keys: [{ keyId: '0011223344556677', publicKey: 'x'.repeat(43), retiredOn: '' }],
    }),
  };
}
