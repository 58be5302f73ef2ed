import { type MediciPeer, openMedici } from '@portolan/peers';
import { ledger, mainBook, type Posting } from '../../../../services/fx/src/ledger/ledger.ts';
import { closedLoop, inTurns, perSecond, ratioOf, roundsOf, type Speed, scaled, waited } from '../../method.ts';
import { figureOf, type Row, shown } from '../../table.ts';
import type { Bench } from '../bench.ts';
import { contextOf } from '../filing.ts';
import { type Host, openHost } from '../host.ts';

const callers = 16;
const theirs = scaled(96);
const ours = scaled(4_000);
const rounds = roundsOf(3);
const books = 16;

/** A transfer that must not overdraw: our ledger's guarded posting beside Medici with the guard of its manual. */
export async function measureMedici(bench: Bench): Promise<readonly Row[]> {
  const host = await openHost(bench, { service: 'fx' });
  const peer = await openMedici(bench.mongoUrl, bench.freshName('medici'));
  try {
    const fund = closedLoop(1, books, (piece) => peer.fund(`from-${piece}`, 1_000_000));
    await fund;
    await checkGuard(peer);
    const one = await compare(host, peer, 1);
    const many = await compare(host, peer, books);
    return [
      row('medici-one', 'guarded transfers between two accounts of one book', one),
      row('medici-many', `guarded transfers in ${books} books (of Medici: pairs of accounts)`, many),
    ];
  } finally {
    await peer.close();
    await host.close();
  }
}

type Speeds = Readonly<Record<'peer' | 'portolan', readonly Speed[]>>;

function row(id: string, measure: string, { portolan, peer }: Speeds): Row {
  return {
    ...{ id, engine: 'distributed', unit: '×', better: 'higher' },
    measure: `${measure}, ${callers} callers ÷ Medici`,
    ...figureOf(ratioOf(portolan, peer), rounds),
    detail:
      `ours ${shown(perSecond(portolan))}/s (${waited(portolan)}), ` +
      `Medici ${shown(perSecond(peer))}/s (${waited(peer)})`,
    limit: '',
  };
}

function compare(host: Host, peer: MediciPeer, spread: number): Promise<Speeds> {
  return inTurns(rounds, {
    peer: () =>
      closedLoop(callers, theirs, (piece) => peer.transfer(`from-${piece % spread}`, `to-${piece % spread}`, 1)),
    portolan: (round) => transferOurs(host, `${spread}-${round}`, spread),
  });
}

/** Both sides must refuse what would overdraw, or the comparison means nothing. */
async function checkGuard(peer: MediciPeer): Promise<void> {
  if (await peer.transfer('from-0', 'to-0', 2_000_000)) throw new Error('Medici let an account below zero');
}

async function transferOurs({ engine }: Host, run: string, spread: number): Promise<Speed> {
  const post = async (book: number, posting: Posting) => {
    const context = {
      ...contextOf(`transfer-${run}`, 0),
      tenant: `book-${run}-${book}`,
      commandId: posting.transactionId,
    };
    const outcome = await engine.commands.execute(ledger, mainBook, posting, context);
    return outcome.ok;
  };
  for (let book = 0; book < spread; book++) await post(book, funding(`fund-${run}-${book}`));
  if (await post(0, transfer(`much-${run}`, 2_000_000n))) throw new Error('our ledger let an account below zero');
  return closedLoop(callers, ours, async (piece) => {
    if (!(await post(piece % spread, transfer(`${run}-${piece}`, 1n)))) throw new Error('a transfer was refused');
  });
}

const usd = (minor: bigint) => ({ minor, currency: 'USD' });

function funding(transactionId: string): Posting {
  return posting(transactionId, 'RECEIPT', '1000.USD', '2000.USD.from', 1_000_000n);
}

function transfer(transactionId: string, minor: bigint): Posting {
  return posting(transactionId, 'ESCROW_FUNDING', '2000.USD.from', '2100.USD.to', minor);
}

function posting(id: string, type: Posting['type'], debit: string, credit: string, minor: bigint): Posting {
  return {
    transactionId: id,
    type,
    businessReference: id,
    effectiveAt: '2026-03-02T01:00:00.000Z',
    entries: [
      { accountId: debit, side: 'SIDE_DEBIT', amount: usd(minor) },
      { accountId: credit, side: 'SIDE_CREDIT', amount: usd(minor) },
    ],
  };
}
