import { type MediciPeer, openMedici } from '@portolan/peers';
import type { Collection } from 'mongodb';
import { type LedgerEntry, ledger, mainBook, type Posting } from '../../../../services/fx/src/ledger/ledger.ts';
import {
  closedLoop,
  inTurns,
  perSecond,
  ratioOf,
  roundsOf,
  type Speed,
  scaled,
  spreadOf,
  waited,
} from '../../method.ts';
import { figureOf, type Row, shown } from '../../table.ts';
import type { Bench } from '../bench.ts';
import { contextOf } from '../filing.ts';
import { type Host, openHost } from '../host.ts';

// What waits while the store writes shares the next commit, so callers are what fills one.
const callers = 512;
const theirCallers = 16;
const accounts = 1_000;
const ours = scaled(20_000);
const plain = scaled(1_000);
const theirs = scaled(64);
const rounds = roundsOf(3);
const funds = 1_000_000_000;

type Speeds = Readonly<Record<'ours' | 'plain' | 'medici', readonly Speed[]>>;

/**
 * Guarded postings in one ledger, some or all of them out of one hot account: ours, beside a transaction of the plain
 * driver (an update that must find enough, its counterpart and an entry), and Medici with the guard of its manual.
 */
export async function measureLedger(bench: Bench): Promise<readonly Row[]> {
  const host = await openHost(bench, { service: 'fx' });
  const peer = await openMedici(bench.mongoUrl, bench.freshName('medici'));
  const bare = await openBare(bench);
  try {
    for (let pair = 0; pair < theirCallers; pair++) await peer.fund(`from-${pair}`, funds);
    const rows: Row[] = [];
    for (const share of [0, 10, 100]) rows.push(...rowsOf(share, await compare(host, bare, peer, share)));
    return rows;
  } finally {
    await peer.close();
    await host.close();
  }
}

function compare(host: Host, bare: Bare, peer: MediciPeer, share: number): Promise<Speeds> {
  return inTurns(rounds, {
    medici: () =>
      closedLoop(theirCallers, theirs, (piece) => {
        const from = isHot(piece, share) ? 0 : piece % theirCallers;
        return peer.transfer(`from-${from}`, `to-${piece % theirCallers}`, 1);
      }),
    plain: () =>
      closedLoop(theirCallers, plain, (piece) => bare.transfer(ownerOf(piece, share), `e${piece % accounts}`, 1)),
    ours: (round) => transferOurs(host, `${share}-${round}`, share),
  });
}

/** Spread evenly: of ten pieces in a row one is hot at 10 %. */
const isHot = (piece: number, share: number): boolean => ((piece % 100) * 7) % 100 < share;
const ownerOf = (piece: number, share: number): string => (isHot(piece, share) ? 'hot' : `c${piece % accounts}`);

async function transferOurs({ engine }: Host, run: string, share: number): Promise<Speed> {
  const tenant = `book-${run}`;
  const post = async (posting: Posting): Promise<boolean> => {
    const context = { ...contextOf(`ledger-${run}`, 0), tenant, commandId: posting.transactionId };
    return (await engine.commands.execute(ledger, mainBook, posting, context)).ok;
  };
  const owners = ['hot', ...Array.from({ length: accounts }, (_, owner) => `c${owner}`)];
  await Promise.all(owners.map((owner) => post(funding(`fund-${run}-${owner}`, owner))));
  if (await post(transfer(`much-${run}`, 'hot', 'e0', BigInt(funds) + 1n)))
    throw new Error('our ledger let an account below zero');
  return closedLoop(callers, ours, async (piece) => {
    const done = await post(transfer(`${run}-${piece}`, ownerOf(piece, share), `e${piece % accounts}`, 1n));
    if (!done) throw new Error('a posting was refused');
  });
}

const entry = (accountId: string, side: LedgerEntry['side'], minor: bigint): LedgerEntry => ({
  ...{ accountId, side, amount: { minor, currency: 'USD' } },
});

function posting(transactionId: string, type: Posting['type'], entries: readonly LedgerEntry[]): Posting {
  return { transactionId, type, businessReference: transactionId, effectiveAt: '2026-03-02T01:00:00.000Z', entries };
}

const funding = (id: string, owner: string): Posting =>
  posting(id, 'RECEIPT', [
    entry('1000.USD', 'SIDE_DEBIT', BigInt(funds)),
    entry(`2000.USD.${owner}`, 'SIDE_CREDIT', BigInt(funds)),
  ]);

const transfer = (id: string, from: string, to: string, minor: bigint): Posting =>
  posting(id, 'ESCROW_FUNDING', [
    entry(`2000.USD.${from}`, 'SIDE_DEBIT', minor),
    entry(`2100.USD.${to}`, 'SIDE_CREDIT', minor),
  ]);

interface Bare {
  /** Throws where there is too little. */
  transfer(from: string, to: string, amount: number): Promise<void>;
}

/** What one writes with the driver alone: balances in documents, one transaction a posting, repeated on a conflict. */
async function openBare({ client, freshName }: Bench): Promise<Bare> {
  const database = client.db(freshName('bare'));
  const balances: Collection<{ _id: string; balance: number }> = database.collection('balances');
  const entries = database.collection('entries');
  const names = ['hot', ...Array.from({ length: accounts }, (_, owner) => `c${owner}`)];
  await balances.insertMany([
    ...names.map((_id) => ({ _id, balance: funds })),
    ...Array.from({ length: accounts }, (_, escrow) => ({ _id: `e${escrow}`, balance: 0 })),
  ]);
  await entries.insertOne({ begun: true });
  return {
    transfer: (from, to, amount) =>
      client.withSession((session) =>
        session.withTransaction(async () => {
          const guarded = { _id: from, balance: { $gte: amount } };
          const { modifiedCount } = await balances.updateOne(guarded, { $inc: { balance: -amount } }, { session });
          if (modifiedCount === 0) throw new Error('too little');
          await balances.updateOne({ _id: to }, { $inc: { balance: amount } }, { session });
          await entries.insertOne({ from, to, amount }, { session });
        }),
      ),
  };
}

function rowsOf(share: number, speeds: Speeds): readonly Row[] {
  const about = `guarded postings in one ledger, ${share} % out of one hot account`;
  const detail =
    `ours ${shown(perSecond(speeds.ours))}/s (${waited(speeds.ours)}), ${callers} callers; ` +
    `plain driver ${shown(perSecond(speeds.plain))}/s, Medici ${shown(perSecond(speeds.medici))}/s, ${theirCallers} callers`;
  const common = { engine: 'distributed', detail } as const;
  const higher = { ...common, better: 'higher' } as const;
  const limit = 'one commit of the stream waits for the other; the core that decides and encodes, beside mongod';
  return [
    {
      ...{ ...higher, id: `ledger-${share}`, unit: 'events/s', must: 10_000, goal: 20_000, limit, measure: about },
      ...figureOf(spreadOf(speeds.ours.map((speed) => speed.perSecond)), rounds),
    },
    {
      ...{
        ...higher,
        id: `ledger-${share}-medici`,
        unit: '×',
        must: 90,
        goal: 180,
        limit: '',
        measure: `${about} ÷ Medici`,
      },
      ...figureOf(ratioOf(speeds.ours, speeds.medici), rounds),
    },
    {
      ...{
        ...higher,
        id: `ledger-${share}-plain`,
        unit: '×',
        limit: '',
        measure: `${about} ÷ transactions of the driver`,
      },
      ...figureOf(ratioOf(speeds.ours, speeds.plain), rounds),
    },
    {
      ...{ ...common, id: `ledger-${share}-p99`, unit: 'ms', better: 'lower', must: 100, goal: 50, limit: '' },
      measure: `${about}: p99 of ${callers} callers`,
      ...figureOf(spreadOf(speeds.ours.flatMap(({ waits }) => waits?.p99 ?? [])), rounds),
    },
  ];
}
