import type { Row } from '../table.ts';
import type { Bench, Tell } from './bench.ts';
import { measureAppend } from './rows/append.ts';
import { measureEmmett } from './rows/emmett.ts';
import { measureFold } from './rows/fold.ts';
import { measureLedger } from './rows/ledger.ts';
import { measureLongStream } from './rows/long-stream.ts';
import { measureMedici } from './rows/medici.ts';
import { measureRebuild } from './rows/rebuild.ts';
import { measureRelay } from './rows/relay.ts';
import { measureSuite } from './rows/suite.ts';

type Measure = (bench: Bench, tell: Tell) => Promise<void>;

/** All rows at the end. */
const together =
  (measure: (bench: Bench) => Promise<readonly Row[]>): Measure =>
  async (bench, tell) =>
    tell(await measure(bench));

/** What `ROWS=` chooses from, in the order of the table. Each is measured in a process of its own. */
export const measures: Readonly<Record<string, Measure>> = {
  append: together(measureAppend),
  relay: together(measureRelay),
  rebuild: together(measureRebuild),
  fold: together(measureFold),
  long: together(measureLongStream),
  suite: measureSuite,
  emmett: together(measureEmmett),
  medici: together(measureMedici),
  ledger: together(measureLedger),
};
