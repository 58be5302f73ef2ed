import { randomBytes } from 'node:crypto';
import { catalogues } from '@portolan/contracts';
import { createEngine } from '@portolan/engine';
import { openEmbeddedLog } from '@portolan/log';
import { money } from '@portolan/money';
import { createActivity, machineClock } from '@portolan/service';
import { openMongoDocumentStore, openMongoEventStore } from '@portolan/store/mongo';
import { expect, inject, test } from 'vitest';
import type { LedgerCommand } from './book.ts';
import { credit, debit } from './entries.ts';
import { ledger, mainBook } from './ledger.ts';
import { escrowFunding, receipt } from './postings.ts';
import { availableIn, sumsOf } from './sums.ts';

const usd = (minor: bigint) => money(minor, 'USD');
const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const reservations = 60;

/** One of several processes that write into the same book: an engine with a cache of its own. */
async function openWriter(url: string, database: string, now: () => string) {
  const machine = machineClock();
  const events = await openMongoEventStore({ url, database, shards: 4 });
  const documents = await openMongoDocumentStore({ url, database: `${database}-documents` });
  const eventLog = openEmbeddedLog({ file: ':memory:', partitions: 4, machine });
  const engine = createEngine({
    ...{ service: 'fx', catalogue: catalogues.fx, events, documents, eventLog, catalogues },
    history: () => {
      throw new Error('nobody else is asked');
    },
    ...{ clock: { now, watch: () => () => undefined }, machine, activity: createActivity(machine), log: quiet },
    instance: randomBytes(4).toString('hex'),
    limits: undefined,
  });
  const execute = (command: LedgerCommand, commandId: string) =>
    engine.commands.execute(ledger, mainBook, command, {
      ...{ tenant: 'm', commandId, requestHash: '', correlation: '', causation: '', traceparent: '' },
    });
  return {
    execute,
    state: async () => (await engine.commands.load(ledger, 'm', mainBook)).state,
    async close() {
      await eventLog.close();
      await events.close();
      await documents.close();
    },
  };
}

test('posting, voiding and expiring race in three processes: each reservation ends once, no account below zero', async () => {
  const { mongoUrl } = inject('servers');
  const database = `race-${randomBytes(4).toString('hex')}`;
  let at = '2026-03-02T01:00:00.000Z';
  const writers = await Promise.all([1, 2, 3].map(() => openWriter(mongoUrl, database, () => at)));
  const [one, two, three] = writers as [(typeof writers)[0], (typeof writers)[0], (typeof writers)[0]];
  try {
    const all = BigInt(reservations) * 10n;
    expect((await one.execute(receipt('f', 'm', usd(all), ''), 'fund')).ok).toBe(true);
    // Twice as much is asked for as is there, by two at once.
    const reserve = (id: string, seconds: number): LedgerCommand => ({
      ...{ type: 'Reserve', reservationId: id, transfer: 'TRANSFER', businessReference: id, seconds },
      entries: [debit(2000, usd(10n), 'm'), credit(2100, usd(10n), 'e')],
    });
    const asked = await Promise.all(
      Array.from({ length: reservations * 2 }, async (_, n) => {
        const writer = n % 2 === 0 ? one : two;
        return { id: `r${n}`, outcome: await writer.execute(reserve(`r${n}`, n % 3 === 0 ? 60 : 0), `reserve-${n}`) };
      }),
    );
    const held = asked.filter(({ outcome }) => outcome.ok).map(({ id }) => id);
    expect(held).toHaveLength(reservations);
    for (const { outcome } of asked) if (!outcome.ok) expect(outcome.refusal.refused).toBe('LEDGER_INSUFFICIENT_FUNDS');

    at = '2026-03-02T02:00:00.000Z';
    const ends = await Promise.all(
      held.flatMap((id) => {
        const posting: LedgerCommand = {
          ...{ type: 'PostReserved', reservationId: id, transactionId: `t-${id}`, effectiveAt: '', entries: [] },
        };
        const spend = escrowFunding(`x-${id}`, 'm', usd(10n), '');
        return [
          one.execute(posting, `post-${id}`),
          two.execute({ type: 'VoidReserved', reservationId: id, reason: 'race' }, `void-${id}`),
          three.execute({ type: 'ExpireReserved', reservationId: id }, `expire-${id}`),
          // What becomes free may be spent at once, and only once.
          three.execute(spend, `spend-${id}`),
        ].map(async (outcome) => ({ id, outcome: await outcome }));
      }),
    );
    const happened = ends.flatMap(({ outcome }) => (outcome.ok ? outcome.events : []));
    const endedBy = happened.flatMap(({ type, data }) => {
      if (type === 'TransferVoided' || type === 'TransferExpired') return [data.reservationId];
      return type === 'TransactionPosted' && data.reservationId !== undefined ? [data.reservationId] : [];
    });
    expect(endedBy.sort()).toEqual([...held].sort());

    const [state, other] = [await one.state(), await three.state()];
    expect(other).toEqual(state);
    const { balance, outgoing } = sumsOf(state, '2000.USD.m');
    expect([balance >= 0n, outgoing]).toEqual([true, 0n]);
    expect(availableIn(state, '2000.USD.m')).toBe(balance);
    const posted = happened.filter(({ type }) => type === 'TransactionPosted').length;
    expect(balance).toBe(all - BigInt(posted) * 10n);
    expect(sumsOf(state, '2100.USD.e').incoming).toBe(0n);
  } finally {
    await Promise.all(writers.map((writer) => writer.close()));
  }
});
