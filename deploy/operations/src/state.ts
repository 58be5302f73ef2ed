import type { StatusReply } from '@portolan/contracts/engine/v1/operations';
import type { Asked } from './asking.ts';
import { listens, operator } from './asking.ts';
import { type Bucket, type Figures, figuresOf } from './figures.ts';

/** How one service gets on. Figures that were not measured are null: it has none, or its internal port does not answer. */
export interface ServiceState {
  readonly service: string;
  readonly address: string;
  readonly operations: string;
  /** False: it gave no answer, and nothing else is known. */
  readonly answers: boolean;
  /** Does its internal port answer? */
  readonly measured: boolean;
  readonly ready: boolean;
  readonly leads: boolean;
  readonly ownsStreams: boolean;
  /** Events of all services that its consumers have still to take. */
  readonly lag: number;
  /** Seconds that the oldest of them has waited. */
  readonly oldestUnprocessed: number | null;
  /** Seconds that the oldest event has waited that is not on the log. */
  readonly oldestUnsent: number;
  /** Keys, requests and timers. */
  readonly parked: number;
  readonly requestsOpen: number;
  /** Seconds that the request at the head of its stream has waited for an answer. */
  readonly oldestRequest: number | null;
  readonly timersOpen: number | null;
  /** Seconds within which 99 of 100 batches were applied, since it started. */
  readonly freshness: Bucket | null;
  /** Tenants and currencies whose postings do not add up to zero. */
  readonly imbalances: number | null;
  /** What must always hold and does not, as far as nobody has acknowledged it. */
  readonly breaches: number | null;
}

/** Asks all of them at once. */
export async function stateOf(asked: readonly Asked[]): Promise<readonly ServiceState[]> {
  const heard = await Promise.all(
    asked.map(async (each) => ({
      each,
      status: (await listens(each.address))
        ? await each.operationsOf.status({}, operator).catch(() => undefined)
        : undefined,
      figures: await figures(each.operations).catch(() => undefined),
    })),
  );
  const heads = headsOf(heard.map(({ status }) => status));
  return heard.map(({ each, status, figures: read }) => of(each, status, read, heads));
}

async function figures(operations: string): Promise<Figures | undefined> {
  const answer = await fetch(`http://${operations}/metrics`, { signal: AbortSignal.timeout(3_000) });
  return answer.ok ? figuresOf(await answer.text()) : undefined;
}

type Heads = ReadonlyMap<string, number>;

/** Last published position of each shard, by service. */
function headsOf(statuses: readonly (StatusReply | undefined)[]): Heads {
  const heads = new Map<string, number>();
  for (const status of statuses) {
    for (const { shard, published } of status?.shards ?? [])
      heads.set(`${status?.service}/${shard}`, Number(published));
  }
  return heads;
}

function of(
  { service, address, operations }: Asked,
  status: StatusReply | undefined,
  read: Figures | undefined,
  heads: Heads,
): ServiceState {
  const consumers = status?.consumers ?? [];
  const behind = consumers.flatMap(({ readings }) =>
    readings.map((each) => Math.max(0, (heads.get(`${each.service}/${each.shard}`) ?? 0) - Number(each.position))),
  );
  const keys = consumers.reduce((sum, { parkedKeys }) => sum + Number(parkedKeys), 0);
  return {
    service,
    address,
    operations,
    answers: status !== undefined,
    measured: read !== undefined,
    ready: status?.ready === true,
    leads: status?.leads === true,
    ownsStreams: (status?.shards.length ?? 0) > 0,
    lag: behind.reduce((sum, each) => sum + each, 0),
    oldestUnprocessed: read?.most('portolan_consumer_oldest_unprocessed_seconds') ?? null,
    oldestUnsent: Number(status?.oldestUnsentMs ?? 0) / 1_000,
    parked: keys + Number(status?.requestsParked ?? 0) + Number(status?.timersParked ?? 0),
    requestsOpen: Number(status?.requestsOpen ?? 0),
    oldestRequest: read?.most('portolan_requests_oldest_seconds') ?? null,
    timersOpen: read?.most('portolan_timers_open') ?? null,
    freshness: read?.quantile('portolan_projection_freshness_seconds', 0.99) ?? null,
    imbalances: read?.most('portolan_ledger_imbalances') ?? null,
    breaches: read?.most('portolan_breaches') ?? null,
  };
}
