import { tenant } from './tenant.ts';
import type { World } from './world.ts';

/** What the outside world counts: how often each thing really happened to it. */
export interface Books {
  /** Transfers by EndToEndId: money that left, in the bank's own books. */
  readonly payments: Readonly<Record<string, number>>;
  /** Lists by copNo: declarations under different message ids count apart. */
  readonly declarations: Readonly<Record<string, number>>;
  /** Labels by shipment, so by parcel. */
  readonly labels: Readonly<Record<string, number>>;
  readonly deals: number;
  readonly credits: number;
  /** Repeated arrivals on the wire that were recognised by their message id. */
  readonly repeatedMessages: number;
}

type Fields = { readonly [field: string]: unknown };

/** GET /books */
export async function books(world: World): Promise<Books> {
  const rows = async (collection: string) => {
    const found = await world.runtime.documents.find<Fields>({ collection, tenant, limit: 100_000 });
    return found.map(({ document }) => document);
  };
  const [payments, documents, labels, exchange, files, deals, credits] = await Promise.all(
    ['payments', 'customs_documents', 'labels', 'exchange', 'files', 'deals', 'credits'].map(rows),
  );
  const lists = (documents ?? []).filter((row) => row['kind'] === '603');
  const arrivals = [...(exchange ?? []), ...(files ?? [])].map((row) => Number(row['arrivals']) - 1);
  return {
    payments: count((payments ?? []).map((row) => String(row['endToEndId']))),
    declarations: Object.fromEntries(lists.map((row) => [String(row['key']), (row['copMsgIds'] as string[]).length])),
    labels: count((labels ?? []).map((row) => String(row['shipmentId']))),
    deals: deals?.length ?? 0,
    credits: credits?.length ?? 0,
    repeatedMessages: arrivals.reduce((sum, times) => sum + times, 0),
  };
}

function count(keys: readonly string[]): Record<string, number> {
  const counted: Record<string, number> = {};
  for (const key of keys) counted[key] = (counted[key] ?? 0) + 1;
  return counted;
}
