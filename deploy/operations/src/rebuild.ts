import { setTimeout as pause } from 'node:timers/promises';
import { allRefusals, fill } from '@portolan/contracts';
import type { RebuildReply } from '@portolan/contracts/engine/v1/operations';
import { RefusedError } from '@portolan/service';
import { type Asked, asking, operator } from './asking.ts';
import { placesOf } from './places.ts';
import { languageOf, words } from './words.ts';

// `make rebuild PROJECTION=<name>`: beside the live one where the service runs, then swapped; where it does not, the
// projection is emptied in the data folder, and the next start of the suite reads it anew.
// 0: done; 1: it failed, or what was built differs; 2: asked wrongly.

const said = words[languageOf(process.env)].rebuild;
const names = (process.env['PROJECTION'] ?? '').split(/[\s,]+/).filter((name) => name !== '');

/** Those that run, by service. */
async function running(asked: readonly Asked[]): Promise<ReadonlyMap<string, Asked>> {
  const answers = await Promise.all(
    asked.map(async (each) => ((await each.operationsOf.status({}, operator).catch(() => undefined)) ? [each] : [])),
  );
  return new Map(answers.flat().map((each) => [each.service, each]));
}

/** A service's "no" in words; undefined where it was none. */
function refusalIn(error: unknown): string | undefined {
  if (!(error instanceof RefusedError)) return undefined;
  const { refused, data } = error.refusal;
  const text = allRefusals[refused];
  return text === undefined ? refused : fill(text[languageOf(process.env)], data);
}

/** Asks until it is over, and says how far it is whenever that has changed. */
async function follow(projection: string, { operationsOf }: Asked): Promise<number> {
  for (let last = ''; ; await pause(500)) {
    const reply = await operationsOf.rebuild({ projection }, operator);
    const line = said.progress(reply.projection, said.states[reply.state] ?? reply.state, reply.applied, reply.total);
    if (line !== last) console.log(line);
    last = line;
    if (reply.state === 'swapped' || reply.state === 'failed') return ended(reply);
  }
}

function ended({ projection, state, error, liveDocuments, newDocuments, sampled, differing }: RebuildReply): number {
  console.log(said.compared(liveDocuments, newDocuments, sampled, differing));
  console.log(state === 'swapped' ? said.swapped(projection) : said.failed(projection, error));
  return state === 'swapped' && differing === 0n ? 0 : 1;
}

const live = await asking(placesOf(process.env), async (asked) => {
  const up = await running(asked);
  if (up.size === 0) return false;
  if (names.length > 0) console.log(said.live);
  for (const name of names) {
    const service = up.get(name.split('.')[0] ?? '');
    try {
      if (service === undefined) throw new Error(said.down(name));
      process.exitCode = Math.max(Number(process.exitCode ?? 0), await follow(name, service));
    } catch (error) {
      console.error(refusalIn(error) ?? said.failed(name, String(error)));
      process.exitCode = 2;
    }
  }
  return true;
});
if (!live) {
  console.log(said.stopped);
  await import('@portolan/suite/rebuild');
} else if (names.length === 0) {
  console.error(said.which);
  process.exitCode = 2;
}
if (live && process.exitCode === 2) {
  const { derived } = await import('@portolan/suite/derived');
  const views = Object.values(derived).flatMap((all) => all.filter(({ record }) => record !== true));
  console.error([said.known, ...views.map(({ name }) => `  ${name}`)].join('\n'));
}
