import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Row } from './table.ts';

interface Cleared {
  readonly count: number;
  readonly released: number;
  readonly seconds: number;
  readonly matching: number;
  readonly p99: number;
  readonly memory: number;
}

/** What the trial key gives; more than is asked of it here. */
const unbounded = 600_000;
/** What an operator's card gives, a minute; and how many declarations are put behind one. */
const card = 250;
const behindCard = 40;
const messagesEach = 4;

/**
 * Declarations of direct mail through matching, signed messages, replies and release; then a few behind an
 * operator's card, which gives no more than so many signatures a minute.
 */
export async function measureClearance(declarations: number): Promise<readonly Row[]> {
  const free = await run(declarations, unbounded);
  const held = await run(behindCard, card);
  const perMinute = (held.count * messagesEach * 60) / held.seconds;
  return [
    {
      ...{ id: 'clearance', engine: 'embedded', unit: 'declarations/s', better: 'higher', runs: 1, limit: '' },
      measure: 'declarations from their documents through matching, messages and replies to release, one process',
      value: rounded(free.count / free.seconds),
      detail:
        `${free.released} of ${free.count} released in ${free.seconds.toFixed(1)} s; matched in ${free.matching.toFixed(1)} s, ` +
        `p99 ${free.p99.toFixed(0)} ms after the last document; at most ${free.memory} MiB, the single window's included`,
    },
    {
      ...{ id: 'signer', engine: 'embedded', unit: '×', better: 'higher', runs: 1, must: 0.8, goal: 0.95 },
      measure: `signatures a minute ÷ what the card gives (${card}), nothing lost`,
      value: held.released === held.count ? rounded(perMinute / card) : 0,
      detail:
        `${held.count * messagesEach} messages in ${held.seconds.toFixed(1)} s: ${perMinute.toFixed(0)} a minute; ` +
        `${held.released} of ${held.count} released`,
      limit: 'the last lists wait for the replies to their documents before they are signed',
    },
  ];
}

async function run(declarations: number, signatures: number): Promise<Cleared> {
  const main = fileURLToPath(new URL('clearance/main.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [main, String(declarations), String(signatures)], {
    env: { PATH: process.env['PATH'] ?? '', NODE_NO_WARNINGS: '1' },
  });
  return JSON.parse(stdout) as Cleared;
}

const rounded = (figure: number): number => Number(figure.toPrecision(4));
