import { asking } from '@portolan/service/trial';
import { describe, expect, it } from 'vitest';
import {
  answer,
  askForPass,
  bondInvtNo,
  book,
  client,
  emsNo,
  enterMilk,
  fileIn,
  fulfilment,
  gateway,
  lists,
  lot,
  merchant,
  milk,
  operator,
  otherOperator,
  page,
  passes,
  returnTime,
  shelf,
  site,
  sku,
  stateOf,
  stranger,
  throughTheGate,
  trial,
  zone,
} from './rig/bonded-stage.ts';
import { elementOf } from './rig/zone.ts';

describe('goods that enter a bonded warehouse', () => {
  it('stand in the book when the list is approved, and on the shelf when they are through the gate', async () => {
    const plan = { orderId: '1', orderNo: 'SO-1', warehouseId: site, lines: [{ line: 1, sku, quantity: 2n }] };
    const { id: waiting } = await client.planParcel(plan, asking(fulfilment, 'plan-1'));
    await trial.settled();
    expect(await stateOf(waiting)).toBe('SHORT');

    const { id } = await fileIn(
      'in',
      milk(6n),
      milk(4n, { lot: 'L2026-02', price: { minor: 9900n, currency: 'CNY' } }),
    );
    await trial.settled();
    expect(zone.last()).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?><INV101Message version="1.0"><InvtHead>/);
    expect(elementOf(zone.last(), 'putrecNo')).toBe(emsNo);
    expect(elementOf(zone.last(), 'natcd')).toBe('609');
    expect(elementOf(zone.last(), 'dclTotalAmt')).toBe('723.00');
    expect((await lists())[0]).toMatchObject({ id, state: 'SENT', listType: '0', owner: merchant.tenant });
    expect(await book()).toEqual([]);

    await answer('INV201', { bondInvtNo: bondInvtNo('I', 1), DealFlag: '0', CheckInfo: '', returnTime });
    expect(await book()).toEqual([
      { recordNo: '1', units: [0, 0, 6, 0, 0, 0] },
      { recordNo: '2', units: [0, 0, 4, 0, 0, 0] },
    ]);
    expect(await shelf()).toEqual([]);

    const { id: passId } = await askForPass('pass', id, '980.5');
    await trial.settled();
    expect(elementOf(zone.last(), 'rltNo')).toBe(bondInvtNo('I', 1));
    const passportNo = '310526000000000000000001';
    await answer('SAS221', { passportNo, DealFlag: '0', returnTime });
    expect((await passes())[0]).toMatchObject({ id: passId, state: 'APPROVED', passportNo });
    await answer('SAS223', { passportNo, passTime: '20260302113000000', passCollectWt: '990' });

    expect((await passes())[0]).toMatchObject({ state: 'PASSED', measuredWeight: '990' });
    expect((await lists())[0]?.state).toBe('DEDUCTED');
    expect(await book()).toEqual([
      { recordNo: '1', units: [6, 0, 0, 0, 6, 6] },
      { recordNo: '2', units: [4, 0, 0, 0, 4, 4] },
    ]);
    expect(await stateOf(waiting)).toBe('RESERVED');
    expect((await shelf()).sort()).toEqual([
      [4, 4, 0, 0, 0, 0],
      [6, 4, 2, 0, 0, 0],
    ]);
  });

  it('do not move where the gate measures too much, until a new pass tells the right weight', async () => {
    const { id } = await fileIn('in', milk(6n));
    await trial.settled();
    await answer('INV201', { bondInvtNo: bondInvtNo('I', 1), DealFlag: '0', returnTime });
    await askForPass('pass-1', id, '900');
    await trial.settled();
    await answer('SAS221', { passportNo: 'P1', DealFlag: '0', returnTime });
    await expect(askForPass('pass-early', id, '990')).rejects.toThrow('GATE_PASS_EXISTS');
    await answer('SAS223', { passportNo: 'P1', passTime: '20260302113000000', passCollectWt: '990' });
    expect((await passes())[0]).toMatchObject({
      state: 'RETURNED',
      reason: 'measured 990 kg, declared 900 kg, tolerance 3 %',
    });
    expect(await book()).toEqual([{ recordNo: '1', units: [0, 0, 6, 0, 0, 0] }]);
    expect(await shelf()).toEqual([]);

    await askForPass('pass-2', id, '990');
    await trial.settled();
    await answer('SAS223', { passportNo: 'P2', passTime: '20260302123000000', passCollectWt: '990' });
    expect(await shelf()).toEqual([[6, 6, 0, 0, 0, 0]]);
  });

  it('keep their line of the book when more of them come', async () => {
    await enterMilk(6n);
    const again = await fileIn('again', milk(5n));
    await throughTheGate(again.id, bondInvtNo('I', 2), '900');
    expect(await book()).toEqual([{ recordNo: '1', units: [11, 0, 0, 0, 11, 11] }]);
    expect(await shelf()).toEqual([[11, 11, 0, 0, 0, 0]]);
    await expect(fileIn('other', milk(5n, { origin: 'AU' }))).rejects.toThrow('BOOK_LINE_DIFFERS');
  });

  it('are sent back where another list has entered them as something else meanwhile', async () => {
    const first = await fileIn('first', milk(6n));
    await trial.settled();
    const firstNo = elementOf(zone.last(), 'EtpsPreentNo');
    const second = await fileIn('second', milk(5n, { origin: 'AU' }));
    await trial.settled();
    await answer('INV201', { bondInvtNo: bondInvtNo('I', 2), DealFlag: '0', returnTime });
    const yes = { EtpsPreentNo: firstNo, bondInvtNo: bondInvtNo('I', 1), DealFlag: '0', returnTime };
    await answer('INV201', yes);
    const states = Object.fromEntries((await lists()).map(({ id, state, reason }) => [id, [state, reason]]));
    expect(states).toEqual({ [second.id]: ['APPROVED', ''], [first.id]: ['RETURNED', 'BOOK_LINE_DIFFERS'] });
  });

  it('come in no other way', async () => {
    const lines = [{ sku, lot, quantity: 1n }];
    const receipt = { warehouseId: site, owner: merchant.tenant, document: 'DN', lines };
    await expect(client.receiveGoods(receipt, asking(operator, 'r'))).rejects.toThrow('BONDED_NEEDS_LIST');
    for (const caller of [merchant, otherOperator]) {
      const asked = client.fileVerificationList(
        { warehouseId: site, direction: 'LIST_DIRECTION_IN', owner: 'x', lines: [milk(1n)], parcelIds: [] },
        asking(caller, 'f'),
      );
      await expect(asked).rejects.toThrow('WAREHOUSE_NOT_FOUND');
    }
  });
});

describe("the zone's messages", () => {
  it('are sent again after an outage, and sent back where these bytes will never be taken', async () => {
    zone.answerNext(503, 503);
    const { id } = await fileIn('in', milk(1n));
    await trial.settled();
    expect(zone.posted).toHaveLength(3);
    expect(new Set(zone.posted).size).toBe(1);
    expect((await lists())[0]).toMatchObject({ id, state: 'SENT' });
    zone.answerNext(422);
    await fileIn('in-2', milk(2n));
    await trial.settled();
    expect((await lists()).find(({ state }) => state === 'RETURNED')?.reason).toBe('HTTP 422');
  });

  it('count once, are kept when nobody can read them, and raised when they answer nothing of ours', async () => {
    const { id } = await fileIn('in', milk(1n));
    await trial.settled();
    const yes = { bondInvtNo: bondInvtNo('I', 1), DealFlag: '0', returnTime };
    await answer('INV201', yes);
    await answer('INV201', yes);
    await answer('INV201', { DealFlag: '1', CheckInfo: 'too late', returnTime });
    expect((await lists())[0]).toMatchObject({ id, state: 'APPROVED' });
    await answer('INV201', { ...yes, EtpsPreentNo: 'NOBODY' });
    await answer('SAS221', { passportNo: 'P1', DealFlag: '0', returnTime });
    const unreadable = client.receiveMessage({ body: new TextEncoder().encode('<a/>') }, asking(gateway, 'any'));
    await expect(unreadable).rejects.toThrow('INVALID_MESSAGE');
    await trial.settled();
    const { messages } = await client.listRefusedMessages({ page }, gateway);
    expect(messages.map(({ flaws }) => flaws[0]?.field).sort()).toEqual(['EtpsPreentNo', 'EtpsPreentNo', 'body']);
  });

  it('are seen by the operator and by whose goods they are about, and by nobody else', async () => {
    await enterMilk(4n);
    for (const caller of [operator, merchant]) {
      expect([await lists(caller), await passes(caller), await book(caller)].map(({ length }) => length)).toEqual([
        1, 1, 1,
      ]);
    }
    for (const caller of [stranger, otherOperator]) {
      expect([await lists(caller), await passes(caller), await book(caller)]).toEqual([[], [], []]);
    }
  });
});
