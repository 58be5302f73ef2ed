import { isRefusal } from '@portolan/eventsourcing';
import { given } from '@portolan/testkit';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { add, closedList, id, key, month, numberOf, replied, resultOf } from '../rig/summaries.ts';
import { dueOf, monthOf } from './key.ts';
import { merged } from './merging.ts';
import { allLists, type Summary, type SummaryEvent, waiting } from './state.ts';
import { type SummaryCommand, summary } from './summary.ts';

const march = '2026-03-20T02:00:00.000Z';
const april = '2026-04-02T02:00:00.000Z';
const apply: SummaryCommand = { type: 'Apply', summaryId: id };
const check: SummaryCommand = { type: 'CheckDue', summaryId: id };

/** What the commands lead to, one after another; refusals lead to nothing. */
function lived(commands: readonly SummaryCommand[], at = march): SummaryEvent[] {
  let state = summary.initial;
  const all: SummaryEvent[] = [];
  for (const command of commands) {
    const decided = summary.decide(command, state, { at, id: () => '' });
    if (isRefusal(decided)) continue;
    all.push(...decided);
    state = decided.reduce(summary.evolve, state);
  }
  return all;
}
const stateOf = (events: readonly SummaryEvent[]): Summary => events.reduce(summary.evolve, summary.initial);
const when = (events: readonly SummaryEvent[], command: SummaryCommand, at: string) =>
  summary.decide(command, stateOf(events), { at, id: () => '' });
const typesOf = (decided: ReturnType<typeof when>) =>
  isRefusal(decided) ? [decided.refused] : decided.map(({ type }) => type);

describe('the days of a summary', () => {
  test('asked for from the 2nd, until the end of the 15th of the next month, in China', () => {
    expect(dueOf('2026-03')).toEqual({ from: '2026-04-01T16:00:00.000Z', until: '2026-04-15T15:59:59.999Z' });
    expect(dueOf('2026-12').until).toBe('2027-01-15T15:59:59.999Z');
  });
  test('a list that closes at night belongs to the month of China', () => {
    expect(monthOf('2026-03-31T15:59:59.999Z')).toBe('2026-03');
    expect(monthOf('2026-03-31T16:00:00.000Z')).toBe('2026-04');
  });
});

describe('merging', () => {
  const [line] = closedList(1).lines;
  if (line === undefined) throw new Error('no line');
  test('lines of one code, destination, currency and units are one', () => {
    const twice = merged([line, line]);
    expect(twice).toHaveLength(1);
    expect(twice[0]).toMatchObject({ hsCode: line.hsCode, total: { minor: line.total.minor * 2n } });
  });
  test.each([
    ['code', { hsCode: '9999999999' }],
    ['destination', { destination: 'DE' }],
    ['currency', { total: { minor: 1n, currency: 'EUR' } }],
    ['unit', { quantity: { value: '1', unit: 'KGM' } }],
    ['legal unit', { legalQuantity: { value: '1', unit: '035' } }],
  ])('another %s stands for itself', (_name, changed) =>
    expect(merged([line, { ...line, ...changed }])).toHaveLength(2),
  );
  test('statistics go by four digits', () =>
    expect(merged([line, { ...line, hsCode: `${line.hsCode.slice(0, 4)}000000` }], 4)).toMatchObject([
      { hsCode: line.hsCode.slice(0, 4) },
    ]));
});

describe('a summary', () => {
  test('opens with its first list, and takes each list once', () => {
    const events = lived([add(1), add(2), add(1)]);
    expect(events.map(({ type }) => type)).toEqual(['SummaryOpened', 'SummaryListAdded', 'SummaryListAdded']);
  });

  test('asks for all that waits, merged', () => {
    const decided = when(lived([add(2), add(1)]), apply, april);
    if (isRefusal(decided)) throw new Error(decided.refused);
    expect(decided).toMatchObject([
      { type: 'SummaryApplied', data: { application: 1, invtNos: [numberOf(1), numberOf(2)] } },
    ]);
    const [applied] = decided;
    if (applied?.type !== 'SummaryApplied') throw new Error('not applied');
    expect(applied.data.copNo.length).toBeLessThanOrEqual(30);
    expect(applied.data.lines).toHaveLength(closedList(1).lines.length);
  });

  test('a list that closes later goes in another application, a day after it came', () => {
    const events = lived([add(1), apply]);
    const late = when(events, add(2), '2026-04-05T02:00:00.000Z');
    expect(late).toMatchObject([{ type: 'SummaryListAdded', data: { askFrom: '2026-04-06T02:00:00.000Z' } }]);
    expect(when(lived([add(1), apply, add(2)]), apply, april)).toMatchObject([
      { data: { application: 2, invtNos: [numberOf(2)] } },
    ]);
  });

  test('what is sent back goes again, under another number', () => {
    const events = lived([add(1), apply, replied(1, '2', 1), replied(1, '100', 2)]);
    expect(events.slice(-2).map(({ type }) => type)).toEqual(['SummaryReplyRecorded', 'SummaryReturned']);
    expect(when(events, apply, april)).toMatchObject([{ data: { application: 2, invtNos: [numberOf(1)] } }]);
  });

  test('what the window does not take is sent back', () => {
    const rejected: SummaryCommand = { type: 'RejectPart', summaryId: id, application: 1, status: 'HTTP 422' };
    const events = lived([add(1), apply, rejected, rejected]);
    expect(events.filter(({ type }) => type === 'SummaryReturned')).toHaveLength(1);
  });

  test('a part that was taken is noted once', () => {
    const part = { type: 'RecordPart', summaryId: id, application: 1, part: 1, copMsgId: 'm', sha256: 's' } as const;
    expect(lived([add(1), apply, part, part]).filter(({ type }) => type === 'SummaryPartSent')).toHaveLength(1);
  });

  test('399 accepts it, once; what is doubled or behind moves nothing', () => {
    const events = lived([
      add(1),
      apply,
      replied(1, '399', 5, 'SUM1'),
      replied(1, '399', 5, 'SUM1'),
      replied(1, '3', 1),
    ]);
    expect(events.filter(({ type }) => type === 'SummaryAccepted')).toHaveLength(1);
    expect(events.at(-1)).toMatchObject({ type: 'SummaryReplyRecorded', data: { moves: false } });
  });

  test('a status that no table knows is kept and raised', () =>
    expect(lived([add(1), apply, replied(1, '777', 5)]).slice(-2)).toMatchObject([
      { type: 'SummaryReplyRecorded', data: { moves: false } },
      { type: 'UnknownStatusRaised', data: { declarationId: id, status: '777' } },
    ]));

  test('a declaration of it is told; a draft after its number is not', () => {
    const accepted = [add(1), add(2), apply, replied(1, '399', 5, 'SUM1')];
    const drafted = [...accepted, resultOf('SUM1', [1, 2], '', 10)];
    expect(lived(drafted).at(-1)).toMatchObject({ type: 'SummaryDeclared', data: { application: 1 } });
    const entered = lived([...drafted, resultOf('SUM1', [1, 2], '530120260000000001', 20)]);
    expect(entered.filter(({ type }) => type === 'SummaryDeclared')).toHaveLength(2);
    expect(typesOf(when(entered, resultOf('SUM1', [1, 2], '530120260000000001', 20), april))).toEqual([]);
    expect(typesOf(when(entered, resultOf('SUM1', [1, 2], '', 25), april))).toEqual([]);
  });

  test('a result that overtakes the reply accepts the request as well', () =>
    expect(typesOf(when(lived([add(1), apply]), resultOf('SUM1', [1], 'E1'), april))).toEqual([
      'SummaryAccepted',
      'SummaryDeclared',
    ]));

  test('a result that means another request is nothing of it', () =>
    expect(typesOf(when(lived([add(1), apply]), resultOf('SUM1', [7], 'E1'), april))).toEqual([]));

  test('past the 15th it is overdue, once, where customs has not taken all', () => {
    const past = '2026-04-15T16:00:00.000Z';
    const events = lived([add(1), add(2), apply]);
    expect(when(events, check, '2026-04-15T15:00:00.000Z')).toEqual([]);
    const overdue = when(events, check, past);
    expect(overdue).toMatchObject([{ type: 'SummaryOverdue', data: { lists: 2 } }]);
    if (isRefusal(overdue)) throw new Error('refused');
    expect(when([...events, ...overdue], check, past)).toEqual([]);
    expect(when(lived([add(1), apply, replied(1, '399', 5, 'SUM1')]), check, past)).toEqual([]);
  });

  test('nothing is asked of what is not there, or of nothing', () => {
    given(summary, []).when(apply).thenRefused('SUMMARY_NOT_FOUND', { id });
    given(summary, lived([add(1), apply]))
      .when(apply)
      .thenRefused('SUMMARY_EMPTY', { month });
  });
});

describe('list release with summary statistics', () => {
  const counted = { ...key, statisticsFlag: 'A' };
  const events = lived([add(1, counted), add(2, counted)], march);

  test('states its figures when the month is over, and never declares', () => {
    expect(typesOf(when(events, apply, march))).toEqual(['SUMMARY_MONTH_OPEN']);
    given(summary, events).when(apply).thenRefused('SUMMARY_MONTH_OPEN', { month });
    const stated = when(events, apply, april);
    expect(stated).toMatchObject([{ type: 'StatisticsStated', data: { invtNos: [numberOf(1), numberOf(2)] } }]);
    if (isRefusal(stated)) throw new Error('refused');
    expect(typesOf(when([...events, ...stated], apply, april))).toEqual(['SUMMARY_EMPTY']);
  });
  test('is never overdue', () => expect(when(events, check, '2026-05-01T00:00:00.000Z')).toEqual([]));
});

describe('whatever happens', () => {
  const happening: fc.Arbitrary<SummaryCommand> = fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 1, max: 12 }).map((index) => add(index)) },
    { weight: 3, arbitrary: fc.constant(apply) },
    fc
      .tuple(
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom('2', '100', '-701001', '399', '777'),
        fc.integer({ min: 0, max: 59 }),
      )
      .map(([application, status, minute]) => replied(application, status, minute, `SUM${application}`)),
    fc.integer({ min: 1, max: 12 }).map((index) => resultOf('SUM1', [index], 'E1')),
  );

  test('each closed list is waiting or in one living request, and no amount is lost', () =>
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 40 }), (commands) => {
        const events = lived(commands);
        const state = stateOf(events);
        const closed = new Set(
          commands.flatMap((command) => (command.type === 'AddList' ? [command.list.invtNo] : [])),
        );
        const living = state.applications.filter((application) => application.state !== 'RETURNED');
        const covered = [...living.flatMap(({ invtNos }) => invtNos), ...waiting(state).map(({ invtNo }) => invtNo)];
        expect(covered.toSorted()).toEqual([...closed].toSorted());
        expect(allLists(state)).toHaveLength(closed.size);
        for (const event of events) {
          if (event.type !== 'SummaryApplied') continue;
          const sum = event.data.lines.reduce((all, { total }) => all + total.minor, 0n);
          const one = closedList(1).lines.reduce((all, { total }) => all + total.minor, 0n);
          expect(sum).toBe(one * BigInt(event.data.invtNos.length));
        }
      }),
      { numRuns: 1_000 },
    ));
});
