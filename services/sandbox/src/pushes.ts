import { createHmac } from 'node:crypto';
import type { Sealed } from '@portolan/contracts/common/v1/types';
import { madeId } from '@portolan/eventsourcing';
import { type Living, post, type Runtime } from '@portolan/service';
import type { CollectionSpec, Transaction } from '@portolan/store';
import { tenant } from './tenant.ts';

/** A message that the outside world will send to the suite at an instant of business time. */
export interface Push {
  /** What it is; the same key is sent once, however often it is planned. */
  readonly key: string;
  readonly due: string;
  readonly source: 'bank' | 'customs' | 'carriers' | 'zone';
  /** Path below the gateway's inbound route, such as carriers/YANWEN. */
  readonly path: string;
  readonly contentType: string;
  readonly body: string;
}

type Row = Omit<Push, 'body'> & {
  readonly state: 'waiting' | 'sent' | 'withdrawn';
  readonly body: Sealed;
  readonly [field: string]: unknown;
};

export const pushCollections: Readonly<Record<string, CollectionSpec>> = {
  pushes: { indexes: { byDue: ['state', 'due'] } },
};

export interface Pushes extends Living {
  /** Plans messages in the transaction that books what they tell of. Bodies can name people, so they lie sealed. */
  plan(transaction: Transaction, pushes: readonly Push[]): Promise<void>;
  /** Takes back what was not said yet. Answers the keys of these: whatever else was named is out already. */
  withdraw(transaction: Transaction, keys: readonly string[]): Promise<readonly string[]>;
  /** Looks for what is due now; called after every plan and whenever the clock moved. */
  wake(): void;
  nextTimer(): Promise<string | undefined>;
}

/**
 * The timed outbox of the outside world: at least once, with back-off. What is due is sent side by side; messages about
 * one thing go one after another, in order of due time.
 * @param signed what signs the message itself, by source
 */
export function createPushes(
  runtime: Runtime,
  gatewayUrl: string,
  secrets: Readonly<Record<Push['source'], string>>,
  signed: Readonly<Partial<Record<Push['source'], (body: string) => Promise<string>>>> = {},
): Pushes {
  let next: string | undefined;
  let working: Promise<void> | undefined;
  let again = false;
  let running = false;
  let cancelPoll = () => {};
  const undo: (() => void)[] = [];

  const due = () => next !== undefined && next <= runtime.clock.now();

  async function waiting(limit: number): Promise<readonly Row[]> {
    const query = { collection: 'pushes', tenant, index: 'byDue', equals: ['waiting'], limit };
    const rows = (await runtime.documents.find<Row>(query)).map(({ document }) => document);
    next = rows[0]?.due;
    return rows;
  }

  async function work(): Promise<void> {
    let failures = 0;
    do {
      again = false;
      for (let rows = await waiting(atOnce); running && due(); rows = await waiting(atOnce)) {
        const now = runtime.clock.now();
        const lanes = Map.groupBy(
          rows.filter((row) => row.due <= now),
          laneOf,
        );
        const sent = await Promise.all([...lanes.values()].map(sendInOrder));
        failures = sent.includes(true) ? 0 : failures + 1;
        if (sent.includes(false)) await pause(Math.min(50 * 2 ** failures, 5_000));
      }
    } while (again && running);
  }

  /** False where one could not be sent: it and what comes after it are tried again later. */
  async function sendInOrder(rows: readonly Row[]): Promise<boolean> {
    for (const row of rows) {
      if (!running || !(await send(row))) return false;
      const sent: Row = { ...row, state: 'sent' };
      await runtime.documents.transact((transaction) => transaction.put('pushes', tenant, idOf(sent.key), sent));
    }
    return true;
  }

  async function send(row: Row): Promise<boolean> {
    const planned = Buffer.from(await runtime.vault.openBytes(tenant, 'push', row.body)).toString();
    // A form is signed by its header alone.
    const message = row.contentType === 'application/xml';
    const body = Buffer.from(message ? ((await signed[row.source]?.(planned)) ?? planned) : planned);
    const headers = {
      'content-type': row.contentType,
      'portolan-signature': sign(secrets[row.source], Date.parse(runtime.clock.now()), body),
    };
    try {
      const url = `${gatewayUrl}/v1/inbound/${row.path}`;
      const { machine, outside } = runtime;
      const answer = await post(url, headers, body.toString(), { timeoutMs: 10_000, machine, outside });
      // 422: the suite has read and refused it; sending it again would not change that.
      return answer.ok || answer.status === 422;
    } catch (error) {
      runtime.log.debug({ err: error, push: row.key }, 'the suite did not answer; the message is sent again');
      return false;
    }
  }

  const pause = (ms: number) => new Promise<void>((resolve) => void runtime.machine.after(ms, resolve));

  function wake(): void {
    if (!running) return;
    if (working !== undefined) {
      again = true;
      return;
    }
    working = work()
      .catch((error: unknown) => runtime.log.error({ err: error }, 'the outside world could not send'))
      .finally(() => {
        working = undefined;
        if (again) wake();
      });
  }

  function poll(): void {
    if (due()) wake();
    cancelPoll = runtime.machine.after(200, poll);
  }

  return {
    name: 'pushes',
    async start() {
      running = true;
      // Makes the key now: it could not be made inside a transaction of the same store.
      await runtime.vault.seal(tenant, subject, 'push', '');
      await waiting(1);
      undo.push(runtime.activity.watch(() => working === undefined && !due()));
      undo.push(runtime.clock.watch(wake));
      poll();
    },
    async stop() {
      running = false;
      cancelPoll();
      for (const take of undo) take();
      await working;
    },
    async plan(transaction, pushes) {
      for (const push of pushes) {
        const id = idOf(push.key);
        if ((await transaction.get('pushes', tenant, id)) !== undefined) continue;
        const body = await runtime.vault.sealBytes(tenant, subject, 'push', Buffer.from(push.body));
        const row: Row = { ...push, state: 'waiting', body };
        await transaction.put('pushes', tenant, id, row);
      }
    },
    async withdraw(transaction, keys) {
      const withdrawn: string[] = [];
      for (const key of keys) {
        const row = await transaction.get<Row>('pushes', tenant, idOf(key));
        if (row?.state !== 'waiting') continue;
        await transaction.put('pushes', tenant, idOf(key), { ...row, state: 'withdrawn' });
        withdrawn.push(key);
      }
      return withdrawn;
    },
    wake,
    nextTimer: async () => next,
  };
}

// One key for all that the outside world will say.
const subject = 'pushes';

/** Messages that are on their way at the same time. */
const atOnce = 64;

/** What a message is about: the bank's name the kind of message first, all others the reference. */
function laneOf({ source, key }: Pick<Push, 'source' | 'key'>): string {
  const [, first = '', ...rest] = key.split(':');
  return `${source}:${source === 'bank' ? rest.join(':') : first}`;
}

const idOf = (key: string) => madeId('push', key);

/** The signature that the gateway's inbound routes ask for: HMAC-SHA256 over "t.body". */
export function sign(secret: string, atMs: number, body: Uint8Array): string {
  const mac = createHmac('sha256', secret).update(`${atMs}.`).update(body).digest('hex');
  return `t=${atMs},v1=${mac}`;
}
