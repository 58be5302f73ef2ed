import { type Asked, anyHistory, holds, zoned } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { it } from 'vitest';
import { type GatePass, type GatePassCommand, gatePass, type ListedGoods } from './gate-pass.ts';
import { withinTolerance } from './weight.ts';

const list: ListedGoods = {
  ...{ state: 'APPROVED', warehouseId: 'W', bondInvtNo: 'QD1', direction: 'LIST_DIRECTION_OUT', owner: 'merchant' },
};
const passedAt = zoned('2026-03-02T02:00:00.000Z');
const ids = { passId: 'G1', listId: 'V1' };
const request: GatePassCommand = { type: 'Request', ...ids, list, vehicleNo: 'B-12345', grossWeight: '100' };

type Word = 'RecordSent' | 'Approve' | 'Return' | 'Pass';
/** Answers to the number that stands now, or to one of before. */
const answer =
  (type: Word, measuredWeight = '101', stale = false) =>
  ({ requested }: GatePass): GatePassCommand => {
    const messageNo = stale ? 'OLD' : (requested?.messageNo ?? 'NONE');
    const of = { passId: 'G1', messageNo };
    switch (type) {
      case 'RecordSent':
        return { type, ...of, sha256: 'aa' };
      case 'Approve':
        return { type, ...of, passportNo: 'PP1' };
      case 'Return':
        return { type, ...of, reason: 'wrong' };
      case 'Pass':
        return { type, ...of, passportNo: 'PP1', passedAt, measuredWeight, tolerancePercent: 3 };
    }
  };

const wild: fc.Arbitrary<Asked<GatePass, GatePassCommand>> = fc.oneof(
  fc
    .tuple(
      fc.constantFrom<Word>('RecordSent', 'Approve', 'Return', 'Pass'),
      fc.constantFrom('97', '103', '150', 'x'),
      fc.boolean(),
    )
    .map((said) => answer(...said)),
  fc
    .record({
      vehicleNo: fc.constantFrom('', 'B-1', 'x'.repeat(33)),
      grossWeight: fc.constantFrom('0', '100', '1.2345'),
      list: fc.constantFrom(undefined, list, { ...list, state: 'FILED' }),
    })
    .map((change): GatePassCommand => ({ type: 'Request', ...ids, ...change })),
);

it('a list goes through the gate once, under its last number and with its weight', () => {
  anyHistory('warehouse gate pass', {
    service: 'warehouse',
    aggregate: gatePass,
    roads: [
      [request, answer('RecordSent'), answer('Approve'), answer('Pass')],
      [request, answer('Pass', '150'), request, answer('Pass')],
    ],
    wild,
    events: {
      ...{ GatePassRequested: true, GatePassSent: true, GatePassApproved: true },
      ...{ GatePassReturned: true, GatePassed: true },
    },
    over: ({ state }) => (state === 'PASSED' ? state : undefined),
    laws({ history, after }) {
      const numbers = history.flatMap((event) => (event.type === 'GatePassRequested' ? [event.data.messageNo] : []));
      holds(new Set(numbers).size === numbers.length, 'no number is used twice', numbers);
      const passed = history.flatMap((event) => (event.type === 'GatePassed' ? [event.data] : []));
      holds(passed.length <= 1, 'through the gate once', history);
      for (const { measuredWeight } of passed) {
        const declared = after.requested?.grossWeight ?? '';
        holds(withinTolerance(declared, measuredWeight, 3), 'with the weight that was declared', declared);
        holds(
          history.some(({ type }) => type === 'GatePassApproved'),
          'approved',
          history,
        );
      }
    },
  });
});
