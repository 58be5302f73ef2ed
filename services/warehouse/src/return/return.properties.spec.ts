import { anyHistory, holds } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { it } from 'vitest';
import { gradedUnits, type ReturnCommand, returnOf } from './return.ts';

const expected = {
  ...{ returnId: 'R1', orderId: 'O1', orderNo: 'SO-1', warehouseId: 'W', owner: 'merchant' },
  lines: [
    { sku: 'LAMP', lot: 'L1', quantity: 2n },
    { sku: 'LAMP', lot: 'L2', quantity: 1n },
    { sku: 'CABLE', lot: '', quantity: 1n },
  ],
};
const by = fc.constantFrom('operator', 'operator', 'operator', 'stranger');
const lineOf = {
  sku: fc.constantFrom('LAMP', 'LAMP', 'CABLE', ''),
  lot: fc.constantFrom('L1', 'L2', ''),
  quantity: fc.bigInt(0n, 3n),
};
const returnId = fc.constant('R1');
const lines = fc.array(fc.record(lineOf), { maxLength: 3 });
const grade = fc.constantFrom('A', 'B', 'C', 'D', 'X', 'E');
const graded = fc.array(fc.record({ sku: lineOf.sku, grade, quantity: lineOf.quantity }), { maxLength: 4 });
const wild: fc.Arbitrary<ReturnCommand> = fc.oneof(
  lines.map((some): ReturnCommand => ({ type: 'Expect', expected: { ...expected, lines: some } })),
  fc.record({ type: fc.constant('Receive'), by, returnId, lines }),
  fc.record({ type: fc.constant('Grade'), by, returnId, lines: graded }),
);
const announce: ReturnCommand = { type: 'Expect', expected };
const receive: ReturnCommand = { type: 'Receive', by: 'operator', returnId: 'R1', lines: expected.lines };
const gradeAll: ReturnCommand = {
  ...{ type: 'Grade', by: 'operator', returnId: 'R1' },
  lines: [
    { sku: 'LAMP', grade: 'A', quantity: 2n },
    { sku: 'CABLE', grade: 'X', quantity: 1n },
    { sku: 'LAMP', grade: 'C', quantity: 1n },
  ],
};

type Units = readonly { readonly sku: string; readonly quantity: bigint }[];
const bySku = (units: Units) => {
  const sums: Record<string, bigint> = {};
  for (const { sku, quantity } of units) sums[sku] = (sums[sku] ?? 0n) + quantity;
  return sums;
};

it('no more comes back than was announced, and every unit that came back has one grade', () => {
  anyHistory('warehouse return', {
    service: 'warehouse',
    aggregate: returnOf((id) => (id === 'W' ? { operator: 'operator', kind: 'overseas' } : undefined)),
    roads: [[announce, receive, gradeAll]],
    wild,
    events: { ReturnExpected: true, ReturnReceived: true, ReturnGraded: true },
    over: ({ state }) => (state === 'GRADED' ? state : undefined),
    laws({ after }) {
      const announced = bySku(after.expected);
      for (const [sku, came] of Object.entries(bySku(after.received)))
        holds(came <= (announced[sku] ?? 0n), 'no more came back than was announced', sku, after);
      if (after.state !== 'GRADED') return;
      const spread = gradedUnits(after.received, after.graded);
      for (const units of [after.graded, spread])
        for (const [sku, came] of Object.entries(bySku(after.received)))
          holds((bySku(units)[sku] ?? 0n) === came, 'each has a grade', sku, units);
      holds(
        spread.every(({ quantity }) => quantity > 0n),
        'in whole units',
        spread,
      );
    },
  });
});
