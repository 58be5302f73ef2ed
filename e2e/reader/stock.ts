import { textAt, wholeList } from '../story/api.ts';
import type { FeedEvent } from './feed.ts';
import { type Account, entryOf } from './reading.ts';

interface Units {
  onHand: bigint;
  reserved: bigint;
  picked: bigint;
  packed: bigint;
  damaged: bigint;
}

/** Units per warehouse, owner, SKU and lot: on hand = available + reserved + picked + packed + damaged. */
export function stock(): Account {
  const buckets = new Map<string, Units>();
  /** Bucket and parcel → where the parcel's units lie. */
  const lying = new Map<string, 'reserved' | 'picked' | 'packed'>();

  function move(bucket: string, { type, data }: FeedEvent): boolean {
    const quantity = BigInt(textAt(data, 'quantity') || '0');
    const units = () =>
      entryOf(buckets, bucket, () => ({ onHand: 0n, reserved: 0n, picked: 0n, packed: 0n, damaged: 0n }));
    const parcel = `${bucket} ${textAt(data, 'parcelId')}`;
    const go = (to: 'reserved' | 'picked' | 'packed' | 'shelf' | 'out') => {
      const from = lying.get(parcel);
      if (from !== undefined) units()[from] -= quantity;
      if (to === 'out') units().onHand -= quantity;
      if (to === 'shelf' || to === 'out') lying.delete(parcel);
      else {
        units()[to] += quantity;
        lying.set(parcel, to);
      }
    };
    switch (type) {
      case 'GoodsReceived':
        units().onHand += quantity;
        return true;
      case 'StockReturned':
        units().onHand += quantity;
        if (!['A', 'B'].includes(textAt(data, 'grade'))) units().damaged += quantity;
        return true;
      case 'StockReserved':
        go('reserved');
        return true;
      case 'StockPicked':
        go('picked');
        return true;
      case 'StockPacked':
        go('packed');
        return true;
      case 'StockDispatched':
        go('out');
        return true;
      case 'ReservationReleased':
      case 'StockPutBack':
        go('shelf');
        return true;
      default:
        return false;
    }
  }

  const availableOf = ({ onHand, reserved, picked, packed, damaged }: Units) =>
    onHand - reserved - picked - packed - damaged;

  return {
    add(event) {
      const bucket = ['warehouseId', 'owner', 'sku', 'lot'].map((name) => textAt(event.data, 'bucket', name)).join('/');
      if (!move(bucket, event)) return [];
      const units = buckets.get(bucket);
      const below = units !== undefined && [...Object.values(units), availableOf(units)].some((count) => count < 0n);
      return below ? [`stock: ${bucket} falls below zero`] : [];
    },

    async compare(api) {
      const rows = await wholeList(api, '/v1/stock', 'stock');
      const shown = new Map(
        rows.map((row) => [
          ['warehouseId', 'owner', 'sku', 'lot'].map((name) => textAt(row, 'bucket', name)).join('/'),
          row,
        ]),
      );
      const breaches: string[] = [];
      for (const [bucket, units] of buckets) {
        for (const [name, count] of Object.entries({ ...units, available: availableOf(units) })) {
          const answered = textAt(shown.get(bucket), name) || '0';
          if (BigInt(answered) !== count)
            breaches.push(`stock: ${bucket} has ${name} ${count} by the feed, ${answered} by REST`);
        }
      }
      return breaches;
    },

    open: () => [...lying].map(([parcel, where]) => `stock: units are still ${where} in ${parcel}`),
  };
}
