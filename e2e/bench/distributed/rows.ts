import type { Row } from '../table.ts';
import type { Bench } from './bench.ts';
import { measureAppend } from './rows/append.ts';
import { measureEmmett } from './rows/emmett.ts';
import { measureFold } from './rows/fold.ts';
import { measureLongStream } from './rows/long-stream.ts';
import { measureMedici } from './rows/medici.ts';
import { measureRebuild } from './rows/rebuild.ts';
import { measureRelay } from './rows/relay.ts';
import { measureSuite } from './rows/suite.ts';

type Measure = (bench: Bench) => Promise<readonly Row[]>;

/** What `ROWS=` chooses from, in the order of the table. Each is measured in a process of its own. */
export const measures: Readonly<Record<string, Measure>> = {
  append: measureAppend,
  relay: measureRelay,
  rebuild: measureRebuild,
  fold: measureFold,
  long: measureLongStream,
  suite: measureSuite,
  emmett: measureEmmett,
  medici: measureMedici,
};
