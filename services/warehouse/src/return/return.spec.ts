import { given } from '@portolan/testkit';
import { describe, expect, it } from 'vitest';
import { gradedUnits, type ReturnEvent, returnId, returnOf } from './return.ts';

const places: Readonly<Record<string, { operator: string; kind: string }>> = {
  'PDX-OSW-1': { operator: 'operator-portland', kind: 'overseas' },
  'NGB-BND-1': { operator: 'operator-portland', kind: 'bonded' },
};
const goodsReturn = returnOf((warehouseId) => places[warehouseId]);
const lines = [
  { sku: 'CABLE', lot: 'L1', quantity: 3n },
  { sku: 'LAMP', lot: '', quantity: 1n },
];
const ids = { returnId: 'R1', orderId: 'O1' };
const data = { ...ids, orderNo: 'SO-1', warehouseId: 'PDX-OSW-1', owner: 'merchant', lines };
const expected: ReturnEvent = { type: 'ReturnExpected', data };
const received: ReturnEvent = { type: 'ReturnReceived', data: { ...ids, lines } };
const grades = [
  { sku: 'CABLE', grade: 'A', quantity: 2n },
  { sku: 'CABLE', grade: 'D', quantity: 1n },
  { sku: 'LAMP', grade: 'B', quantity: 1n },
];
const graded: ReturnEvent = { type: 'ReturnGraded', data: { ...ids, lines: grades } };
const by = { by: 'operator-portland', returnId: 'R1' };
const receive = { type: 'Receive', ...by, lines } as const;
const grade = { type: 'Grade', ...by, lines: grades } as const;

describe('a return', () => {
  it('is announced once', () => {
    given(goodsReturn, []).when({ type: 'Expect', expected: data }).then([expected]);
    given(goodsReturn, [expected]).when({ type: 'Expect', expected: data }).thenNothing();
    given(goodsReturn, [expected])
      .when({ type: 'Expect', expected: { ...data, lines: lines.slice(1) } })
      .thenRefused('RETURN_EXISTS', { orderNo: 'SO-1' });
  });

  it('is announced with goods in it, to a warehouse that takes them', () => {
    given(goodsReturn, [])
      .when({ type: 'Expect', expected: { ...data, lines: [] } })
      .thenRefused('RETURN_INVALID', { field: 'lines' });
    given(goodsReturn, [])
      .when({ type: 'Expect', expected: { ...data, warehouseId: 'ELSEWHERE' } })
      .thenRefused('WAREHOUSE_NOT_FOUND');
    given(goodsReturn, [])
      .when({ type: 'Expect', expected: { ...data, warehouseId: 'NGB-BND-1' } })
      .thenRefused('BONDED_NEEDS_LIST');
  });

  it('is received by the operator, no more than was announced', () => {
    given(goodsReturn, [expected]).when(receive).then([received]);
    given(goodsReturn, [expected, received]).when(receive).thenNothing();
    given(goodsReturn, [expected])
      .when({ ...receive, lines: [{ sku: 'CABLE', lot: 'L1', quantity: 4n }] })
      .thenRefused('RETURN_UNEXPECTED', { orderNo: 'SO-1', sku: 'CABLE', came: '4', announced: '3' });
    given(goodsReturn, [expected])
      .when({ ...receive, lines: [{ sku: 'MOUSE', lot: '', quantity: 1n }] })
      .thenRefused('RETURN_UNEXPECTED');
    given(goodsReturn, [expected])
      .when({ ...receive, lines: [{ sku: '', lot: '', quantity: 1n }] })
      .thenRefused('RETURN_INVALID', { field: 'lines[0].sku' });
    given(goodsReturn, [expected, received])
      .when({ ...receive, lines: lines.slice(1) })
      .thenRefused('RETURN_NOT_READY', { orderNo: 'SO-1', state: 'RECEIVED', needs: 'EXPECTED' });
  });

  it('is nobody else’s to touch', () => {
    given(goodsReturn, [expected])
      .when({ ...receive, by: 'operator' })
      .thenRefused('RETURN_NOT_FOUND', { returnId: 'R1' });
    given(goodsReturn, []).when(grade).thenRefused('RETURN_NOT_FOUND');
  });

  it('is graded once, every unit that came', () => {
    given(goodsReturn, [expected, received]).when(grade).then([graded]);
    given(goodsReturn, [expected, received, graded])
      .when({ ...grade, lines: [...grades].reverse() })
      .thenNothing();
    given(goodsReturn, [expected]).when(grade).thenRefused('RETURN_NOT_READY');
    given(goodsReturn, [expected, received, graded])
      .when({ ...grade, lines: [{ sku: 'CABLE', grade: 'X', quantity: 3n }] })
      .thenRefused('RETURN_NOT_READY');
    given(goodsReturn, [expected, received])
      .when({ ...grade, lines: grades.slice(1) })
      .thenRefused('GRADING_INCOMPLETE', { orderNo: 'SO-1', sku: 'CABLE', received: '3', graded: '1' });
    given(goodsReturn, [expected, received])
      .when({ ...grade, lines: [{ sku: 'CABLE', grade: 'E', quantity: 3n }] })
      .thenRefused('RETURN_INVALID', { field: 'lines[0].grade' });
  });

  it('goes back into the lots that came', () => {
    const came = [
      { sku: 'CABLE', lot: 'L1', quantity: 1n },
      { sku: 'CABLE', lot: 'L2', quantity: 2n },
    ];
    const all = [
      { sku: 'CABLE', grade: 'A', quantity: 2n },
      { sku: 'CABLE', grade: 'D', quantity: 1n },
    ];
    expect(gradedUnits(came, all)).toEqual([
      { sku: 'CABLE', lot: 'L1', grade: 'A', quantity: 1n },
      { sku: 'CABLE', lot: 'L2', grade: 'A', quantity: 1n },
      { sku: 'CABLE', lot: 'L2', grade: 'D', quantity: 1n },
    ]);
    expect(came[0]?.quantity).toBe(1n);
  });

  it('is one per order, seen by the operator', () => {
    expect(returnId('merchant', 'O1')).not.toBe(returnId('merchant', 'O2'));
    const { state } = given(goodsReturn, [expected]);
    expect(goodsReturn.audience(expected, state)).toEqual([{ tenant: 'operator-portland', role: 'zone_operator' }]);
    expect(goodsReturn.audience(expected, { ...state, warehouseId: 'ELSEWHERE' })).toEqual([]);
  });
});
