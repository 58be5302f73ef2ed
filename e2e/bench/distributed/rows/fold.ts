import { catalogues } from '@portolan/contracts';
import { fold } from '@portolan/eventsourcing';
import { type StockEvent, stockOf } from '../../../../services/warehouse/src/stock/stock.ts';
import { type Spread, spreadOf } from '../../method.ts';
import { figureOf, type Row, shown } from '../../table.ts';

const events = 100_000;
const rounds = 5;

/** A real aggregate folded in memory, and the same with its events taken from bytes first. */
export async function measureFold(): Promise<readonly Row[]> {
  const stock = stockOf(() => undefined);
  const happened = parcelsComeAndGo();
  const bytes = happened.map(({ type, data }) => codecOf(type).encode(data).finish());
  const read = (): StockEvent[] =>
    happened.map(({ type }, at) => ({ type, data: codecOf(type).decode(bytes[at] ?? nothing) }) as StockEvent);
  const folded = measured(() => fold(stock, stock.initial, happened));
  const decoded = measured(() => fold(stock, stock.initial, read()));
  return [
    {
      ...{ id: 'fold', engine: 'distributed', unit: 'events/s', better: 'higher', must: 100_000, goal: 1_000_000 },
      measure: 'fold in memory, one core: the stock of a warehouse, parcels come and go',
      ...figureOf(folded, rounds),
      detail: `decoded from bytes first: ${shown(decoded.median)} events/s`,
      limit: 'states are never changed, only replaced: each event copies what its aggregate holds',
    },
  ];
}

const nothing = new Uint8Array();

function codecOf(type: string) {
  const found = catalogues.warehouse.byName.get(type);
  if (found === undefined) throw new Error(`the warehouse has no event ${type}`);
  return found.codec;
}

function measured(work: () => unknown): Spread {
  work();
  return spreadOf(
    Array.from({ length: rounds }, () => {
      // Of the processor's own time: a core's worth, whoever else may be using the machine.
      const began = process.cpuUsage();
      work();
      const { user, system } = process.cpuUsage(began);
      return events / ((user + system) / 1e6);
    }),
  );
}

/** Few parcels are held at a time, as in a bucket of a warehouse. */
function parcelsComeAndGo(): readonly StockEvent[] {
  const bucket = { warehouseId: 'SZX-FWD-1', owner: 'merchant', sku: 'CABLE', lot: '' };
  const received: StockEvent = { type: 'GoodsReceived', data: { bucket, quantity: 1_000_000n, document: 'DN-1' } };
  const steps = ['StockReserved', 'StockPicked', 'StockPacked', 'StockDispatched'] as const;
  const moves = Array.from({ length: events - 1 }, (_, number): StockEvent => {
    const type = steps[number % steps.length] ?? 'StockReserved';
    return { type, data: { bucket, parcelId: `P${Math.floor(number / steps.length)}`, quantity: 1n } };
  });
  return [received, ...moves];
}
