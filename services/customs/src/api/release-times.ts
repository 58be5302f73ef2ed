import { chinaDay } from '@portolan/china';
import type { Complete } from '@portolan/contracts';
import type {
  MeasureReleaseTimesReply,
  MeasureReleaseTimesRequest,
  ReleaseTime,
} from '@portolan/contracts/customs/v1/customs';
import { type Handler, RefusedError, type Runtime } from '@portolan/service';
import { lanes, startOf, steps, whole } from '../declaration/course/steps.ts';
import { standings } from '../declaration/course/table.ts';
import { type StepTimes, stepTimesAt, stepTimesOf } from '../projections/release-times.ts';
import { measure } from '../release-times/durations.ts';
import { periodOf } from './period.ts';

/** A quarter: what is read for one answer stays bounded. */
const daysAtMost = 92;

/**
 * How long declarations took, by office, mode, direction and step, over all lanes and in each: a merchant's own; of a
 * customs office what was declared there. Steps are counted by the day on which they ended.
 * @param offices tenant of each office, by the office's code
 * @throws RefusedError RELEASE_PERIOD_INVALID, RELEASE_STEP_UNKNOWN
 */
export function measureReleaseTimes(
  { documents, clock }: Runtime,
  offices: Readonly<Record<string, string>>,
): Handler<Complete<MeasureReleaseTimesRequest>, MeasureReleaseTimesReply> {
  return async ({ from, until, customsCode, tradeMode, step }, { caller: { tenant, role } }) => {
    const period = periodOf(from, until, chinaDay(clock.now()), daysAtMost);
    if (period === undefined) throw new RefusedError({ refused: 'RELEASE_PERIOD_INVALID', data: { from, until } });
    if (step !== '' && !steps.includes(step))
      throw new RefusedError({ refused: 'RELEASE_STEP_UNKNOWN', data: { step } });
    const asked = { from: period.first, until: period.last, step };
    const codes = Object.keys(offices).filter((code) => offices[code] === tenant);
    const found =
      role === 'customs_office'
        ? await stepTimesAt(documents, codes, asked)
        : await stepTimesOf(documents, tenant, asked);
    const fits = (one: StepTimes) =>
      (customsCode === '' || one.customsCode === customsCode) && (tradeMode === '' || one.tradeMode === tradeMode);
    return { from: period.first, until: period.last, times: measured(found.filter(fits)) };
  };
}

/** By office, mode and direction; the whole first, then step by step as the course goes. */
function measured(all: readonly StepTimes[]): Complete<ReleaseTime>[] {
  const place = (step: string) => String(steps.indexOf(step)).padStart(3, '0');
  const groups = Map.groupBy(all, ({ customsCode, tradeMode, direction, step }) =>
    [customsCode, tradeMode, direction, place(step)].join(' '),
  );
  return [...groups.entries()]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([, group]) => {
      const [first] = group;
      if (first === undefined) return [];
      const { customsCode, tradeMode, direction, step } = first;
      const owner = step === whole ? '' : (standings[startOf(step)].owner ?? '');
      return [{ customsCode, tradeMode, direction, step, owner, ...together(group), lanes: byLane(group) }];
    });
}

const together = (group: readonly StepTimes[]) => measure(group.map(({ minutes }) => minutes));

function byLane(group: readonly StepTimes[]) {
  return lanes.flatMap((lane) => {
    const those = group.filter((one) => one.lane === lane);
    return those.length === 0 ? [] : [{ lane, ...together(those) }];
  });
}
