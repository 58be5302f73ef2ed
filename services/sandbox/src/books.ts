import { tenant } from './tenant.ts';
import type { World } from './world.ts';

type Counts = Readonly<Record<string, number>>;

/** What the outside world counts: how often each thing really happened to it. */
export interface Books {
  /** Transfers by EndToEndId: money that left, in the bank's own books. Refunds and tax payments are among them. */
  readonly payments: Counts;
  /** Of these, by EndToEndId: back to an account that money had come from. */
  readonly refunds: Counts;
  /** Of these, by EndToEndId: for a tax bill of customs. */
  readonly taxPayments: Counts;
  /** Transfers that were rejected, by EndToEndId. */
  readonly rejections: Counts;
  /** Lists by copNo: declarations of one version under different message ids count apart. */
  readonly declarations: Counts;
  /** Cancellations that were granted, by number of the list (invtNo). */
  readonly cancellations: Counts;
  /** Labels by shipment, so by parcel; those that were made void count as well. */
  readonly labels: Counts;
  readonly labelVoids: Counts;
  /** Approved, by our number of the message. */
  readonly verificationLists: Counts;
  readonly gatePasses: Counts;
  readonly deals: number;
  readonly credits: number;
  /** Repeated arrivals on the wire that were recognised by their message id. */
  readonly repeatedMessages: number;
}

type Fields = { readonly [field: string]: unknown };
type Row = readonly [id: string, fields: Fields];

/** GET /books */
export async function books(world: World): Promise<Books> {
  const rows = async (collection: string): Promise<readonly Row[]> => {
    const found = await world.runtime.documents.find<Fields>({ collection, tenant, limit: 100_000 });
    return found.map(({ id, document }) => [id, document]);
  };
  const payments = await rows('payments');
  const documents = await rows('customs_documents');
  const labels = await rows('labels');
  const zone = await rows('zone_messages');
  const arrivals = [...(await rows('exchange')), ...(await rows('files')), ...zone];
  const lists = documents.filter(([, { kind }]) => kind === '603' || kind === '621');
  return {
    payments: count(payments, 'endToEndId'),
    refunds: count(where(payments, 'purpose', 'refund'), 'endToEndId'),
    taxPayments: count(where(payments, 'purpose', 'tax'), 'endToEndId'),
    rejections: count(await rows('rejections'), 'endToEndId'),
    declarations: Object.fromEntries(lists.map(([, list]) => [String(list['key']), declaredTimes(list)])),
    cancellations: cancellations(documents),
    labels: count(labels, 'shipmentId'),
    labelVoids: count(where(labels, 'voided', true), 'shipmentId'),
    verificationLists: tally(approved(zone, 'INV101')),
    gatePasses: tally(approved(zone, 'SAS121')),
    deals: (await rows('deals')).length,
    credits: (await rows('credits')).length,
    repeatedMessages: arrivals.reduce((sum, [, row]) => sum + Number(row['arrivals']) - 1, 0),
  };
}

// A new version is no repetition: customs asked for it.
const declaredTimes = ({ copMsgIds, version }: Fields): number =>
  (copMsgIds as readonly string[]).length - (Number(version) - 1);

function cancellations(documents: readonly Row[]): Counts {
  return tally(
    documents.flatMap(([, { grants, fields }]) =>
      Array.from({ length: Number(grants ?? 0) }, () => String((fields as Fields)['invtNo'])),
    ),
  );
}

const where = (rows: readonly Row[], field: string, value: unknown): readonly Row[] =>
  rows.filter(([, fields]) => fields[field] === value);

const approved = (rows: readonly Row[], kind: string): readonly string[] =>
  where(where(rows, 'kind', kind), 'approved', true).map(([id]) => id);

const count = (rows: readonly Row[], field: string): Counts => tally(rows.map(([, fields]) => String(fields[field])));

function tally(keys: readonly string[]): Counts {
  const counted: Record<string, number> = {};
  for (const key of keys) counted[key] = (counted[key] ?? 0) + 1;
  return counted;
}
