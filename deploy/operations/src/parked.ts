import type { ParkedItem } from '@portolan/contracts/engine/v1/operations';
import { type Asked, asking, operator } from './asking.ts';
import { contentOf } from './content.ts';
import { type ParkedThere, parkedOf, under } from './parked-list.ts';
import { placesOf } from './places.ts';
import { table } from './table.ts';
import { languageOf, Unusable, type Words, words } from './words.ts';

// `make parked`: what could not be worked off. SHOW=<key>, REDRIVE=<key>, DROP=<key> REASON=…, CONSUMER=<name>.
// 0: nothing is parked, or all went through; 1: something stays; 2: asked wrongly, or nobody answers.

const { SHOW = '', REDRIVE = '', DROP = '', REASON = '', CONSUMER = '' } = process.env;

function list(all: readonly ParkedThere[], said: Words): number {
  if (all.length === 0) {
    console.log(said.nothingParked);
    return 0;
  }
  const rows = all.map(({ asked, item }) => [
    ...[asked.service, item.consumer, item.kind, item.key, eventOf(item)],
    ...[`${item.topic}/${item.partition}@${item.position}`, String(item.attempts), String(item.waiting)],
    firstLine(item.error),
  ]);
  for (const line of table(said.parkedColumns, rows)) console.log(line);
  console.log(`\n${said.parkedNext}`);
  return 1;
}

async function show(found: readonly ParkedThere[], everybody: readonly Asked[], said: Words): Promise<number> {
  for (const { asked, item } of found) {
    const { error, ...rest } = item;
    const facts = Object.entries({ service: asked.service, ...rest }).map(([name, value]) => [name, String(value)]);
    for (const line of table(['', ''], facts).slice(1)) console.log(line);
    console.log(`error\n  ${error.replaceAll('\n', '\n  ')}`);
    const content = await contentOf(item, everybody);
    console.log(content === undefined ? said.noPayload : `${said.payload}\n${content}`);
  }
  return 1;
}

async function redrive(found: readonly ParkedThere[], said: Words): Promise<number> {
  let left = 0;
  for (const { asked, item } of found) {
    const { consumer, key } = item;
    const { through, waiting } = await asked.operationsOf.redrive({ consumer, key }, operator);
    console.log(said.redriven(consumer, through, waiting));
    left += waiting;
  }
  if (left > 0) console.log(said.stillParked);
  return left > 0 ? 1 : 0;
}

async function drop(found: readonly ParkedThere[], said: Words): Promise<number> {
  const [only, ...others] = found;
  if (REASON.trim() === '') throw new Unusable(said.reasonMissing);
  if (only === undefined || others.length > 0)
    throw new Unusable(said.ambiguous(found.map(({ item }) => item.consumer)));
  const { consumer, key, event } = only.item;
  const asked = { consumer, key, event, reason: REASON };
  const { dropped, waiting } = await only.asked.operationsOf.drop(asked, operator);
  console.log(dropped ? said.dropped(event, waiting) : said.notDropped(event));
  return dropped && waiting === 0 ? 0 : 1;
}

/** OrderPlaced@1: its type and its version in the stream. */
const eventOf = ({ type, event }: ParkedItem) =>
  `${type.slice(type.lastIndexOf('.') + 1)}${event.slice(event.lastIndexOf('@'))}`;

const firstLine = (text: string) => text.split('\n')[0] ?? '';

const said = words[languageOf(process.env)];
try {
  process.exitCode = await asking(
    placesOf(process.env),
    async (asked) => {
      const { all, silent } = await parkedOf(asked, said);
      for (const { service, address } of silent) console.error(said.wrong.absent(service, address));
      const of = (key: string) => under(all, key, CONSUMER, said);
      if (SHOW !== '') return show(of(SHOW), asked, said);
      if (REDRIVE !== '') return redrive(of(REDRIVE), said);
      if (DROP !== '') return drop(of(DROP), said);
      return list(all, said);
    },
    // A key with many events takes its time.
    30_000,
  );
} catch (error) {
  console.error(error instanceof Unusable ? error.message : String(error));
  process.exitCode = 2;
}
