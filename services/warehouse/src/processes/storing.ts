import type { Bucket } from '@portolan/contracts/warehouse/v1/types';
import type { React } from '@portolan/engine';
import type { Aggregates } from '../aggregates.ts';
import { itemId } from '../item/item.ts';
import { stockId } from '../stock/stock.ts';
import { accepted } from './accepted.ts';

/** Where the events of it belong: the order that sent the goods, or none. */
export interface About {
  readonly correlation: string;
}

/** Puts units into a bucket as new goods, or as units that came back. Always two commands. */
export function storing({ item, stock }: Aggregates, react: React) {
  const open = async (bucket: Bucket, correlation: string): Promise<void> => {
    const about = { tenant: bucket.owner, correlation };
    accepted(await react.execute(item, itemId(bucket), { type: 'OpenLot', bucket }, about));
  };
  return {
    async receive(bucket: Bucket, quantity: bigint, document: string, { correlation }: About): Promise<void> {
      await open(bucket, correlation);
      const receive = { type: 'Receive', bucket, quantity, document } as const;
      accepted(await react.execute(stock, stockId(bucket), receive, { tenant: bucket.owner, correlation }));
    },
    async takeBack(bucket: Bucket, units: Units, { correlation }: About): Promise<void> {
      await open(bucket, correlation);
      const takeBack = { type: 'Return', bucket, ...units } as const;
      accepted(await react.execute(stock, stockId(bucket), takeBack, { tenant: bucket.owner, correlation }));
    },
  };
}

interface Units {
  readonly returnId: string;
  readonly grade: string;
  readonly quantity: bigint;
}
