import { madeId } from '@portolan/eventsourcing';
import { declaring, filings, papersOf } from './papers.ts';
import { asked, openClearance } from './stage.ts';

// One run in a process of its own, so that its memory is its own: node main.ts <declarations> <signatures a minute>.
const [declarations, signatures] = process.argv.slice(2).map(Number);
if (!declarations || !signatures) throw new Error('how many declarations, and how many signatures a minute?');
console.log(JSON.stringify(await clear(declarations, signatures)));
process.exit(0);

/** From the first document to the last release. Seconds and milliseconds of machine time, MiB. */
async function clear(count: number, perMinute: number) {
  const stage = await openClearance(perMinute);
  const { client } = stage;
  let calls = 0;
  const as = (role: string) => asked('merchant', role, madeId('command', 'bench', String(++calls)));
  for (const goods of filings) await client.fileGoods({ goods }, as('merchant'));
  const waits: number[] = [];
  const began = performance.now();
  let next = 0;
  const callers = Array.from({ length: 16 }, async () => {
    for (let number = next++; number < count; number = next++) waits.push(await match(number));
  });
  await Promise.all(callers);
  const matched = performance.now();
  const released = await untilReleased();
  const seconds = (performance.now() - began) / 1000;
  await stage.end();
  waits.sort((one, other) => one - other);
  const p99 = waits[Math.floor(waits.length * 0.99)] ?? 0;
  const memory = Math.round(process.resourceUsage().maxRSS / 1024);
  return { count, released, seconds, matching: (matched - began) / 1000, p99, memory };

  /** Milliseconds from sending the last document until the case has matched. */
  async function match(number: number): Promise<number> {
    const orderId = `order-${number}`;
    let last = 0;
    for (const { kind, document } of papersOf(number)) {
      last = performance.now();
      await client.recordDocument({ orderId, kind, document, tradeMode: declaring.tradeMode }, as('service'));
    }
    await client.declare({ orderId, ...declaring }, as('service'));
    return performance.now() - last;
  }

  /** Lets time pass until customs has nothing more to say. Answers how many it released. */
  async function untilReleased(): Promise<number> {
    let known = 0;
    for (let day = 0; day < 30 && known < count; day++) {
      await stage.settled();
      known = (await inState('RELEASED')) + (await inState('CLOSED'));
      stage.clock.moveTo(new Date(Date.parse(stage.clock.now()) + 6 * 3_600_000).toISOString());
    }
    return known;
  }

  async function inState(state: string): Promise<number> {
    let found = 0;
    for (let cursor = ''; ; ) {
      const page = { limit: 200, cursor };
      const { declarations, nextCursor } = await client.listDeclarations({ state, page }, as('merchant'));
      found += declarations.length;
      if (nextCursor === '') return found;
      cursor = nextCursor;
    }
  }
}
