import { type Api, connect, type Json, listAt, ok, textAt } from '../story/api.ts';
import { begin, orderBody } from '../story/direct-mail.ts';
import { type SuiteProcess, startProcess } from '../support/child.ts';
import { dataFolder } from '../support/folder.ts';
import { countEvents } from '../support/play.ts';
import { freePort } from '../support/ports.ts';

/** What carrying many orders at once came to, in machine time. */
export interface Volume {
  readonly orders: number;
  readonly seconds: number;
  readonly ordersPerSecond: number;
  readonly eventsPerSecond: number;
  /** Seconds from the order's answer to its declaration on its way to customs. */
  readonly declared: { readonly p50: number; readonly p99: number };
  /** Of the suite's process at the end, in MiB. */
  readonly memory: number;
}

/** Callers at a time, as an integrator's own client would have. */
const callers = 32;
/** How far business time leaps when nothing is left to do. */
const leap = 'PT6H';

/** Carries direct-mail orders from click to payout, all at once, over REST, with the suite in a process of its own. */
export async function measureVolume(orders: number): Promise<Volume> {
  const folder = dataFolder('volume');
  const [gatewayPort, sandboxPort] = [await freePort(), await freePort()];
  const suite = await startProcess({
    PORTOLAN_DATA: folder.path,
    PORTOLAN_SEED: 'volume',
    PORTOLAN_CLOCK: 'step',
    PORTOLAN_GATEWAY_PORT: String(gatewayPort),
    PORTOLAN_SANDBOX_PORT: String(sandboxPort),
  });
  try {
    const carried = await carry(orders, suite, gatewayPort, sandboxPort);
    const memory = suite.memory();
    await suite.stop();
    const eventsPerSecond = (await countEvents(folder.path)) / carried.seconds;
    return { orders, ...carried, ordersPerSecond: orders / carried.seconds, eventsPerSecond, memory };
  } finally {
    await suite.kill();
    folder.remove();
  }
}

async function carry(orders: number, suite: SuiteProcess, gatewayPort: number, sandboxPort: number) {
  const as = (port: number, tenant: string) =>
    connect({ baseUrl: () => `http://127.0.0.1:${port}`, key: suite.keys[tenant] ?? '', patienceMs: 10_000 });
  const merchant = as(gatewayPort, 'merchant-shenzhen');
  const operator = as(gatewayPort, 'operator');
  const outside = as(sandboxPort, '');
  await begin({ merchant, operator, outside }, 'SO-0');
  await receiveStock(operator, orders);
  await operator.post('/v1/test/clock', { settle: true }, 'clock');

  const placed = new Map<string, number>();
  const began = performance.now();
  const watch = watchDeclarations(merchant);
  await side(
    Array.from({ length: orders }, (_, index) => `SO-V${index + 1}`),
    async (orderNo) => {
      const order = ok(await merchant.post('/v1/orders', orderBody(orderNo), `order-${orderNo}`), 'the order');
      placed.set(textAt(order, 'id'), performance.now());
      ok(await outside.post('/bank/credits', paymentOf(orderNo), `pay-${orderNo}`), 'the payment');
    },
  );
  // The one order that `begin` placed is carried along.
  while ((await countSettled(merchant)) <= orders) {
    if (!(await workTheFloor(operator))) ok(await operator.post('/v1/test/clock', { leap }, 'clock'), 'the leap');
  }
  const seconds = (performance.now() - began) / 1000;
  const sent = await watch.end();
  const waits = [...placed].map(([order, at]) => ((sent.get(order) ?? Number.NaN) - at) / 1000).sort((a, b) => a - b);
  const at = (share: number) => waits[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? Number.NaN;
  return { seconds, declared: { p50: at(0.5), p99: at(0.99) } };
}

async function receiveStock(operator: Api, orders: number): Promise<void> {
  const lines = ['EAR-BT-21', 'CHG-GAN-65', 'CBL-C2C-1M'].map((sku) => ({ sku, lot: '', quantity: orders * 3 }));
  const receipt = { warehouseId: 'SZX-FWD-1', owner: 'merchant-shenzhen', document: 'DN-VOLUME', lines };
  ok(await operator.post('/v1/goods-receipts', receipt, 'receipt-volume'), 'the goods receipt');
}

function paymentOf(orderNo: string): { readonly [field: string]: Json } {
  return {
    reference: `PAY-${orderNo}`,
    account: 'CN-COLL-USD-0001',
    amount: { amount: '152.00', currency: 'USD' },
    payer: { name: 'Halsey Canary' },
    remittance: orderNo,
  };
}

/** Follows the merchant's feed: when each order's declaration list went to customs. */
function watchDeclarations(merchant: Api): { end(): Promise<ReadonlyMap<string, number>> } {
  const sent = new Map<string, number>();
  let ended = false;
  const follow = async (): Promise<void> => {
    for (let after = '0'; ; ) {
      const query = `after=${after}&limit=200&wait=${ended ? 0 : 1}&type=portolan.customs.v1.MessageSent`;
      const page = ok(await merchant.get(`/v1/events?${query}`), 'the feed');
      for (const event of listAt(page, 'events')) {
        if (textAt(event, 'data', 'kind') === 'MESSAGE_KIND_CEB603')
          sent.set(textAt(event, 'correlation'), performance.now());
      }
      if (ended && textAt(page, 'next') === after) return;
      after = textAt(page, 'next');
    }
  };
  const following = follow();
  return {
    async end() {
      ended = true;
      await following;
      return sent;
    },
  };
}

async function countSettled(merchant: Api): Promise<number> {
  let settled = 0;
  for (let cursor = ''; ; ) {
    const after = cursor === '' ? '' : `&cursor=${cursor}`;
    const page = ok(await merchant.get(`/v1/orders?state=SETTLED&limit=200${after}`), 'the orders');
    settled += listAt(page, 'orders').length;
    cursor = textAt(page, 'nextCursor');
    if (cursor === '') return settled;
  }
}

/** Picks, packs and dispatches whatever waits for it. */
async function workTheFloor(operator: Api): Promise<boolean> {
  const acts = { RESERVED: 'pick', PICKED: 'pack', AUTHORISED: 'dispatch' } as const;
  let worked = false;
  for (const [state, verb] of Object.entries(acts)) {
    const { body } = await operator.get(`/v1/parcels?limit=200&state=${state}`);
    const request = verb === 'pack' ? { grossWeight: '0.520', packs: 1 } : {};
    await side(listAt(body, 'parcels'), async (parcel) => {
      const id = textAt(parcel, 'id');
      ok(await operator.post(`/v1/parcels/${id}/${verb}`, request, `${verb}-${id}`), `${verb} of ${id}`);
      worked = true;
    });
  }
  return worked;
}

/** Does it for all of them, so many at a time. */
async function side<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const worker = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: callers }, worker));
}
