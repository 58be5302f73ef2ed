import { anyHistory, holds } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { it } from 'vitest';
import { add, id, replied, resultOf } from '../rig/summaries.ts';
import { allLists, type SummaryEvent } from './state.ts';
import { type SummaryCommand, summary } from './summary.ts';

const apply: SummaryCommand = { type: 'Apply', summaryId: id };
const check: SummaryCommand = { type: 'CheckDue', summaryId: id };
const sent = (application: number): SummaryCommand => ({
  ...{ type: 'RecordPart', summaryId: id, application, part: 1, copMsgId: `dxp-${application}`, sha256: 'aa' },
});
const reject = (application: number): SummaryCommand => ({
  ...{ type: 'RejectPart', summaryId: id, application, status: '-1' },
});
const which = fc.constantFrom(1, 2, 3);
const minute = fc.integer({ min: 0, max: 50 });
const status = fc.constantFrom('1', '2', '120', '300', '399', '100', '-1', '999');
const wild: fc.Arbitrary<SummaryCommand> = fc.oneof(
  fc.integer({ min: 1, max: 4 }).map((index) => add(index)),
  fc.constantFrom(apply, apply, check),
  which.map(sent),
  which.map(reject),
  fc.tuple(which, status, minute).map(([application, code, at]) => replied(application, code, at, 'S1')),
  fc
    .tuple(fc.constantFrom('S1', 'S2'), fc.constantFrom([1], [1, 2], [3]), fc.constantFrom('', 'E1'), minute)
    .map((said) => resultOf(...said)),
);

it('a list is added once, and asked for in one application at a time', () => {
  anyHistory('customs summary', {
    service: 'customs',
    aggregate: summary,
    roads: [
      [
        add(1),
        add(2),
        apply,
        sent(1),
        replied(1, '120', 1, 'S1'),
        replied(1, '399', 2, 'S1'),
        resultOf('S1', [1, 2], 'E1'),
      ],
      [add(1), apply, reject(1), apply, check],
    ],
    wild,
    events: { SummaryOpened: true, SummaryListAdded: true, SummaryApplied: true, SummaryPartSent: true } as Record<
      SummaryEvent['type'],
      true
    >,
    laws({ after, history }) {
      const numbers = allLists(after).map(({ invtNo }) => invtNo);
      holds(new Set(numbers).size === numbers.length, 'a list is added once', numbers);
      const open = after.applications.filter(({ state }) => state !== 'RETURNED').flatMap(({ invtNos }) => invtNos);
      holds(new Set(open).size === open.length, 'a list is in one application at a time', after);
      holds(
        open.every((number) => numbers.includes(number)),
        'only lists that closed are asked for',
        after,
      );
      const own = after.applications.map(({ copNo }) => copNo);
      holds(new Set(own).size === own.length, 'an application has a number of its own', own);
      holds(history.filter(({ type }) => type === 'SummaryOverdue').length <= 1, 'overdue is said once', history);
    },
  });
});
