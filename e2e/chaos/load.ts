import { setTimeout as pause } from 'node:timers/promises';
import { type Api, atOnce, ok } from '../story/api.ts';
import type { Cast } from '../story/cast.ts';
import { fileGoods, goodsOnTheShelf, newModel, pay, placeOrder } from '../story/direct-mail.ts';
import { ordersCsv } from '../story/orders-csv.ts';
import { floorAtOnce } from '../story/volume-floor.ts';

export interface LoadOptions {
  readonly cast: Pick<Cast, 'merchant' | 'operator' | 'outside'>;
  readonly seed: string;
  /** Orders that are on their way at the same time. */
  readonly inFlight: number;
  /** Orders that have come to their end, as far as known. */
  completed(): number;
}

/** Orders from click to payout, one after another: for every one that ends, another is placed. */
export interface Load {
  /** Orders that were acknowledged, one by one or as rows of a file that was taken. */
  placed(): number;
  open(): number;
  /** What could not be carried out, and was tried again. */
  readonly troubles: readonly string[];
  /** No further order is placed; those on their way are carried on. */
  placeNoMore(): void;
  /** Ends when everybody has stopped working. */
  stop(): Promise<void>;
}

const collectionAccount = 'CN-COLL-USD-0001';
/** One file of this many, then as many one by one. */
const batch = 5;
const breathMs = 150;

export async function startLoad({ cast, seed, inFlight, completed }: LoadOptions): Promise<Load> {
  const troubles: string[] = [];
  let placed = 0;
  let batches = 0;
  let placing = true;
  let working = true;

  await stockUp(cast);
  const open = () => placed - completed();

  async function repeat(what: string, goesOn: () => boolean, work: () => Promise<void>): Promise<void> {
    while (goesOn()) {
      await work().catch((error: unknown) => void troubles.push(`${what}: ${String(error).slice(0, 300)}`));
      await pause(breathMs);
    }
  }

  // A batch that failed half way is begun again under the same keys, so that nothing of it is done twice.
  async function place(): Promise<void> {
    if (open() + batch > inFlight) return;
    const name = `C${batches + 1}`;
    if (batches % 2 === 0) await importFile(cast, seed, name);
    else await placeOneByOne(cast, name);
    batches += 1;
    placed += batch;
  }

  // Besides orders, commands that end as soon as they are answered: there is always one under way.
  let filed = 0;
  async function file(): Promise<void> {
    await fileOne(cast, `PULSE-${filed + 1}`);
    filed += 1;
  }

  const workers = [
    repeat('filing goods', () => placing, file),
    repeat('placing', () => placing, place),
    repeat(
      'the floor',
      () => working,
      async () => void (await floorAtOnce(cast.operator)),
    ),
  ];
  return {
    placed: () => placed,
    open,
    troubles,
    placeNoMore() {
      placing = false;
    },
    async stop() {
      placing = false;
      working = false;
      await Promise.all(workers);
    },
  };
}

async function stockUp({ merchant, operator }: LoadOptions['cast']): Promise<void> {
  await fileGoods(merchant);
  const plenty = ['EAR-BT-21', 'CHG-GAN-65', 'CBL-C2C-1M'].map((sku) => ({ sku, quantity: 90_000 }));
  await goodsOnTheShelf(operator, 'DN-CHAOS', plenty);
}

/** A new article is filed with customs, and counted in at the warehouse. */
async function fileOne({ merchant, operator }: LoadOptions['cast'], sku: string): Promise<void> {
  const goods = { ...newModel, sku, barcode: '6901234500048', origin: 'CN', unit: 'C62' };
  const { quantity: _quantity, ...filing } = goods;
  ok(await merchant.post('/v1/goods', { goods: filing }, `goods-${sku}`), `filing ${sku}`);
  await goodsOnTheShelf(operator, `DN-${sku}`, [{ sku, quantity: 1 }]);
}

async function importFile({ merchant, outside }: LoadOptions['cast'], seed: string, name: string): Promise<void> {
  const file = ordersCsv({ orders: batch, seed, prefix: name });
  ok(await merchant.send(`/v1/imports?fileName=${name}.csv`, file.csv, `import-${name}`), 'the import');
  await atOnce(file.orders, ({ orderNo, total, buyer }) => payment(outside, orderNo, total, buyer));
}

async function placeOneByOne({ merchant, outside }: LoadOptions['cast'], name: string): Promise<void> {
  const numbers = Array.from({ length: batch }, (_, index) => `${name}-${index + 1}`);
  await atOnce(numbers, async (orderNo) => {
    await placeOrder(merchant, orderNo);
    await pay(outside, orderNo);
  });
}

async function payment(outside: Api, orderNo: string, total: string, buyer: string): Promise<void> {
  const credit = {
    ...{ reference: `PAY-${orderNo}`, account: collectionAccount, amount: { amount: total, currency: 'USD' } },
    ...{ payer: { name: buyer, account: 'US64SVBK00000987654321' }, remittance: orderNo },
  };
  ok(await outside.post('/bank/credits', credit, `pay-${orderNo}`), `the payment of ${orderNo}`);
}
