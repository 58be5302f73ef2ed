import { ReceiptView, VirtualAccountView } from '@portolan/contracts/fx/v1/collection';
import { VirtualAccountModel } from '@portolan/contracts/fx/v1/types';
import { receiptRoutes } from '../api/routes/receipts.ts';
import { virtualAccountRoutes } from '../api/routes/virtual-accounts.ts';
import type { As, Ask } from './asking.ts';

type Request = Readonly<Record<string, unknown>>;
type Handler = (request: Request, as: As) => unknown;
type Write = (path: string, as: string, body: unknown) => Ask;

const at = '2026-03-02T01:00:00.000Z';
const usd = (minor: bigint) => ({ minor, currency: 'USD' });

const receiptView = ReceiptView.fromPartial({
  ...{ id: 'receipt-1', tenant: 'merchant-shenzhen', account: 'CN-COLL-USD-0001', servicerReference: 'CR1' },
  ...{ amount: usd(17_000n), left: usd(7_000n), orderNo: 'SZ-2026-1', state: 'PARTIALLY_MATCHED', bookedAt: at },
  ...{ ageDays: 3, ageBucket: '2-7' },
  lines: [
    {
      ...{ lineId: 'line-1', orderNo: 'SZ-2026-1', orderId: 'order-1', amount: usd(10_000n), charge: usd(25n) },
      ...{ rule: 'BY_HAND', decidedBy: 'portolan/operations', reason: 'A digit is wrong' },
    },
  ],
  decisions: [{ at, decision: 'ALLOTTED', amount: usd(10_000n), reason: 'BY_HAND', decidedBy: 'portolan/operations' }],
});

const virtualAccountView = VirtualAccountView.fromPartial({
  ...{ id: 'virtual-1', tenant: 'merchant-shenzhen', number: 'CNVAUSD4200000000000042', currency: 'USD' },
  ...{ holder: 'Portolan Settlement', servicer: 'PCBCCNBJSZX', orderNo: 'SZ-2026-1', state: 'ACTIVE', openedAt: at },
  model: VirtualAccountModel.VIRTUAL_ACCOUNT_MODEL_PER_PAYMENT,
});

/** How requests of these routes go, as the routes' own examples say. */
export function collectionSamples(write: Write): Readonly<Record<string, Ask>> {
  const queries: Readonly<Record<string, string>> = {
    '/v1/receipts': '?state=UNMATCHED&minAgeDays=2&orderNo=SZ-2026-1&amount=USD-170.00',
    '/v1/virtual-accounts': '?state=ACTIVE',
  };
  const asked = [...receiptRoutes, ...virtualAccountRoutes].map((route) => {
    const id = route.path.startsWith('/v1/receipts') ? 'receipt-1' : 'virtual-1';
    const path = route.path.replace('{id}', id);
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
export function collectionStandIns({ one, list, command, commandOn }: Means): Readonly<Record<string, Handler>> {
  const onReceipt = commandOn('receipt-1', 'FUNDS_UNKNOWN', 'funds');
  const onAccount = commandOn('virtual-1', 'VIRTUAL_ACCOUNT_UNKNOWN', 'funds');
  const suggested = {
    ...{ orderNo: 'SZ-2026-1', orderId: 'order-1', amount: usd(7_000n), open: usd(7_000n) },
    ...{ rule: 'SIMILAR_REFERENCE', score: 65 },
  };
  const suggesting = { suggestions: [suggested], reason: 'ESCROW_UNKNOWN' };
  const age = { tenant: 'merchant-shenzhen', currency: 'USD', ageBucket: '2-7', receipts: 1, left: usd(7_000n) };
  return {
    'fx.openVirtualAccount': command('virtual-2'),
    'fx.closeVirtualAccount': commandOn('virtual-1', 'VIRTUAL_ACCOUNT_UNKNOWN'),
    'fx.activateVirtualAccount': onAccount,
    'fx.freezeVirtualAccount': onAccount,
    'fx.unfreezeVirtualAccount': onAccount,
    'fx.listVirtualAccounts': list({ accounts: [virtualAccountView] }),
    'fx.getVirtualAccount': one(virtualAccountView, 'virtual-1', 'VIRTUAL_ACCOUNT_UNKNOWN'),
    'fx.listReceipts': list({ receipts: [receiptView] }),
    'fx.getReceipt': one(receiptView, 'receipt-1', 'FUNDS_UNKNOWN'),
    'fx.measureSuspense': (_, { tenant }) => ({ ages: tenant === 'portolan' ? [age] : [] }),
    'fx.suggestMatches': one(suggesting, 'receipt-1', 'FUNDS_UNKNOWN', 'funds'),
    'fx.matchReceipt': onReceipt,
    'fx.holdReceipt': onReceipt,
    'fx.clearReceipt': onReceipt,
    'fx.releaseReceipt': onReceipt,
    'fx.returnReceipt': onReceipt,
  };
}
