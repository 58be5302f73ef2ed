import { isRefusal } from '@portolan/eventsourcing';
import { type Money, measureText } from '@portolan/money';
import { facts, given } from '@portolan/testkit';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deadlines } from './days.ts';
import { listReturn, listReturnId, type ReturnCommand, type ReturnEvent, returnNo } from './list-return.ts';
import { counted, type Returnable } from './shares.ts';

const returnId = listReturnId('merchant', 'declaration-1');
const yuan = (minor: bigint): Money => ({ minor, currency: 'CNY' });
const returnable = (line: number, quantity: string, value: bigint, tax: bigint): Returnable => ({
  ...{ line, hsCode: '1901101000', name: '婴幼儿配方奶粉', quantity: { value: quantity, unit: 'C62' } },
  ...{ value: yuan(value), tax: yuan(tax) },
});
const list = [returnable(1, '3', 10_000n, 911n), returnable(2, '0.75', 5_000n, 0n)];
type Wanted = Extract<ReturnCommand, { type: 'Request' }>['wanted'];
const ask = (wanted: Wanted, releasedAt = facts().at): ReturnCommand => ({
  ...{ type: 'Request', returnId, declarationId: 'declaration-1', orderId: 'order-1', invtNo: '31052026I000000001' },
  ...{ releasedAt, reason: 'the tin was dented', list, wanted },
});
const reply = (number: number, status: string, minute = 1): ReturnCommand => ({
  type: 'RecordReply',
  returnId,
  reply: {
    ...{ answers: 'MESSAGE_KIND_CEB625', guid: 'G', key: returnNo(returnId, number), preNo: '', invtNo: '' },
    ...{ status, info: `[Code:${status};Desc:回执]`, ownerCode: '4403180A21' },
    returnTime: {
      instant: new Date(Date.parse(facts().at) + minute * 60_000).toISOString(),
      original: `202603020901000${minute}`,
      offset: '+08:00',
      zoneSource: 'ZONE_SOURCE_INFERRED',
    },
  },
});

/** What the commands lead to; refusals lead to nothing. */
function lived(commands: readonly ReturnCommand[]): ReturnEvent[] {
  let state = listReturn.initial;
  const all: ReturnEvent[] = [];
  for (const command of commands) {
    const decided = listReturn.decide(command, state, facts());
    if (isRefusal(decided)) continue;
    all.push(...decided);
    state = decided.reduce(listReturn.evolve, state);
  }
  return all;
}
const types = (events: readonly ReturnEvent[]) => events.map(({ type }) => type);

describe('the days of a return', () => {
  test('30 to ask, 45 to be back: ends of days in China', () =>
    expect(deadlines('2026-03-02T02:00:00.000Z')).toEqual({
      days: 30,
      ask: '2026-04-01T15:59:59.999Z',
      back: '2026-04-16T15:59:59.999Z',
    }));
  test('before 27 March 2020, 30 for both', () => {
    const { ask, back } = deadlines('2020-03-26T15:59:59.999Z');
    expect(ask).toBe(back);
    expect(deadlines('2020-03-26T16:00:00.000Z').back > deadlines('2020-03-26T16:00:00.000Z').ask).toBe(true);
  });
});

describe('a return', () => {
  test('is asked for with its share of value and tax', () => {
    const [event] = lived([ask([{ line: 1, quantity: '1' }])]);
    expect(event).toMatchObject({
      type: 'ListReturnRequested',
      data: {
        number: 1,
        lines: [{ line: 1, quantity: { value: '1', unit: 'C62' }, value: yuan(3_333n), tax: yuan(303n) }],
      },
    });
    expect(returnNo(returnId, 1).length).toBeLessThanOrEqual(20);
  });

  test('399 grants it, once, with what goes back', () => {
    const events = lived([ask([{ line: 1, quantity: '3' }]), reply(1, '2'), reply(1, '399', 2), reply(1, '399', 2)]);
    expect(types(events)).toEqual([
      ...['ListReturnRequested', 'ListReturnReplied', 'ListReturnReplied', 'ListReturnGranted'],
    ]);
    expect(events.at(-1)).toMatchObject({ data: { value: yuan(10_000n), tax: yuan(911n) } });
  });

  test('of nothing in particular is of all that has not come back yet', () => {
    const part = [ask([{ line: 1, quantity: '2' }]), reply(1, '399')];
    const [first] = lived([ask([])]);
    expect(first).toMatchObject({
      data: {
        rest: true,
        lines: [
          { line: 1, quantity: { value: '3' } },
          { line: 2, quantity: { value: '0.75' } },
        ],
      },
    });
    const events = lived([...part, ask([]), reply(2, '399', 2)]);
    const granted = events.flatMap((event) => (event.type === 'ListReturnGranted' ? [event.data] : []));
    expect(granted.map(({ all, lines }) => [all, lines.map(({ quantity }) => quantity.value)])).toEqual([
      [false, ['2']],
      [true, ['1', '0.75']],
    ]);
    given(listReturn, events)
      .when(ask([]))
      .thenRefused('RETURN_QUANTITY_EXCEEDED', { line: '1', left: '0', wanted: '3' });
  });

  test('what customs did not let come back is still left', () => {
    const rejected = [ask([]), reply(1, '100'), ask([{ line: 2, quantity: '0.75' }])];
    expect(lived(rejected).at(-1)).toMatchObject({ type: 'ListReturnRequested', data: { rest: false } });
  });

  test('100 rejects it: the goods can be asked for again', () => {
    const before = [ask([{ line: 1, quantity: '3' }]), reply(1, '100'), reply(1, '399', 2)];
    expect(types(lived(before)).slice(-2)).toEqual(['ListReturnRejected', 'ListReturnReplied']);
    expect(types(lived([...before, ask([{ line: 1, quantity: '3' }])])).at(-1)).toBe('ListReturnRequested');
  });

  test('so does a window that does not take it, once; what it takes is noted once', () => {
    const rejected: ReturnCommand = { type: 'Reject', returnId, number: 1, status: 'HTTP 422' };
    const sent: ReturnCommand = { type: 'RecordSent', returnId, number: 1, copMsgId: 'm', sha256: 's' };
    expect(types(lived([ask([{ line: 2, quantity: '0.5' }]), sent, sent, rejected, rejected]))).toEqual([
      ...['ListReturnRequested', 'ListReturnSent', 'ListReturnRejected'],
    ]);
  });

  test('a status that no table knows is kept and raised; a reply to nothing is nothing of it', () => {
    expect(types(lived([ask([{ line: 1, quantity: '1' }]), reply(1, '777'), reply(2, '399')]))).toEqual([
      ...['ListReturnRequested', 'ListReturnReplied', 'UnknownStatusRaised'],
    ]);
  });

  test('what cannot come back is refused, with the reason', () => {
    const refused = (wanted: Wanted, ...of: readonly ReturnCommand[]) => given(listReturn, lived(of)).when(ask(wanted));
    refused([{ line: 1, quantity: '3.00001' }]).thenRefused('RETURN_QUANTITY_EXCEEDED', {
      ...{ line: '1', left: '3', wanted: '3.00001' },
    });
    const granted = [ask([{ line: 1, quantity: '2' }]), reply(1, '399')];
    refused([{ line: 1, quantity: '2' }], ...granted).thenRefused('RETURN_QUANTITY_EXCEEDED', {
      ...{ line: '1', left: '1', wanted: '2' },
    });
    refused([{ line: 9, quantity: '1' }]).thenRefused('RETURN_LINE_UNKNOWN', { line: '9' });
    const twice = { line: 1, quantity: '1' };
    refused([twice, twice]).thenRefused('RETURN_LINE_UNKNOWN', { line: '1' });
    refused([{ line: 1, quantity: '0' }]).thenRefused('RETURN_QUANTITY_INVALID', { line: '1', quantity: '0' });
    refused([{ line: 1, quantity: '1' }], ask([{ line: 2, quantity: '0.1' }])).thenRefused('RETURN_OPEN', {
      number: '1',
    });
    given(listReturn, [])
      .when(ask([{ line: 1, quantity: '1' }], '2025-12-01T02:00:00.000Z'))
      .thenRefused('RETURN_TOO_LATE', { released: '2025-12-01', days: '30', until: '2025-12-31' });
  });
});

test.each(['0', '-1', '0.00000'])('%s is nothing to return', (text) => expect(counted(text)).toBeUndefined());

test('over all returns, never more comes back than was declared, taxed or paid', () => {
  const wanted = fc.record({
    line: fc.integer({ min: 1, max: 3 }),
    quantity: fc.integer({ min: 0, max: 350_000 }).map((count) => measureText(BigInt(count))),
  });
  const happening: fc.Arbitrary<ReturnCommand> = fc.oneof(
    fc.array(wanted, { minLength: 1, maxLength: 2 }).map((all) => ask(all)),
    fc
      .tuple(
        fc.integer({ min: 1, max: 6 }),
        fc.constantFrom('2', '399', '100', '-625009'),
        fc.integer({ min: 0, max: 9 }),
      )
      .map(([number, status, minute]) => reply(number, status, minute)),
  );
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 30 }), (commands) => {
      const granted = lived(commands).flatMap((event) => (event.type === 'ListReturnGranted' ? event.data.lines : []));
      for (const { line, quantity, value, tax } of list) {
        const back = granted.filter((known) => known.line === line);
        const sum = (of: (one: (typeof back)[number]) => bigint) => back.reduce((all, one) => all + of(one), 0n);
        const returned = sum((one) => counted(one.quantity.value) ?? 0n);
        expect(returned).toBeLessThanOrEqual(counted(quantity.value) ?? 0n);
        expect(sum((one) => one.value.minor)).toBeLessThanOrEqual(value.minor);
        expect(sum((one) => one.tax?.minor ?? 0n)).toBeLessThanOrEqual(tax.minor);
      }
    }),
    { numRuns: 1_000 },
  );
});
