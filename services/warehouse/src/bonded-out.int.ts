import { asking } from '@portolan/service/trial';
import { describe, expect, it } from 'vitest';
import {
  answer,
  askForPass,
  bondInvtNo,
  book,
  cancel,
  client,
  enterMilk,
  fileOut,
  fulfilment,
  lists,
  operator,
  released,
  returnTime,
  shelf,
  site,
  sku,
  stateOf,
  throughTheGate,
  trial,
  zone,
} from './rig/bonded-stage.ts';
import { elementOf } from './rig/zone.ts';

describe('parcels that leave a bonded warehouse', () => {
  it('go through the gate together, and the book falls by what is in them', async () => {
    await enterMilk(10n);
    const parcels = [await released('1', 2n), await released('2', 3n)];
    expect(await shelf()).toEqual([[10, 5, 0, 0, 5, 0]]);
    const dispatch = client.dispatchParcel({ parcelId: parcels[0] ?? '' }, asking(operator, 'door'));
    await expect(dispatch).rejects.toThrow('BONDED_NEEDS_GATE_PASS');

    const { id } = await fileOut('out', ...parcels);
    await trial.settled();
    expect(elementOf(zone.last(), 'invtType')).toBe('8');
    expect(elementOf(zone.last(), 'putrecSeqno')).toBe('1');
    expect(elementOf(zone.last(), 'dclQty')).toBe('5');
    expect(zone.last().match(/<invtNo>[^<]*<\/invtNo>/g)).toHaveLength(2);
    await answer('INV201', { bondInvtNo: bondInvtNo('E', 1), DealFlag: '0', returnTime });
    expect(await book()).toEqual([{ recordNo: '1', units: [10, 0, 0, 5, 10, 5] }]);

    await askForPass('out-pass', id, '2.2');
    await trial.settled();
    await answer('SAS221', { passportNo: 'P9', DealFlag: '0', returnTime });
    await answer('SAS223', { passportNo: 'P9', passTime: '20260302150000000', passCollectWt: '2.2' });
    expect(await Promise.all(parcels.map(stateOf))).toEqual(['DISPATCHED', 'DISPATCHED']);
    expect(await shelf()).toEqual([[5, 5, 0, 0, 0, 0]]);
    expect(await book()).toEqual([{ recordNo: '1', units: [10, 5, 0, 0, 5, 5] }]);
    const out = (await lists()).find((list) => list.id === id);
    expect(out).toMatchObject({ state: 'DEDUCTED', parcelIds: parcels, bondInvtNo: bondInvtNo('E', 1) });
    expect(out?.lines).toMatchObject([{ recordNo: '1', quantity: 5n, hsCode: '1901101000' }]);
  });

  it('stand on one list at a time, and are free again when it is sent back', async () => {
    await enterMilk(10n);
    const parcel = await released('1', 2n);
    const first = await fileOut('first', parcel);
    await trial.settled();
    await expect(fileOut('second', parcel)).rejects.toThrow('PARCEL_ON_LIST');
    await expect(cancel(parcel, 'off-1')).rejects.toThrow('PARCEL_ON_LIST');
    await expect(askForPass('p', first.id, '2')).rejects.toThrow('LIST_NOT_APPROVED');
    await answer('INV201', { DealFlag: '1', CheckInfo: '表体数量不符', returnTime });
    const [sentBack] = (await lists()).filter(({ id }) => id === first.id);
    expect(sentBack).toMatchObject({ state: 'RETURNED', reason: '表体数量不符' });
    expect(await book()).toEqual([{ recordNo: '1', units: [10, 0, 0, 0, 10, 10] }]);

    const second = await fileOut('second-again', parcel);
    await throughTheGate(second.id, bondInvtNo('E', 2), '1.1');
    expect(await stateOf(parcel)).toBe('DISPATCHED');
    await expect(cancel(parcel, 'off-2')).rejects.toThrow('PARCEL_LEFT');
  });

  it('go out on one list, however many ask for them at once', async () => {
    await enterMilk(10n);
    const parcel = await released('1', 2n);
    await Promise.allSettled([fileOut('one', parcel), fileOut('two', parcel), fileOut('three', parcel)]);
    await trial.settled();
    const out = (await lists()).filter(({ direction }) => direction === 'LIST_DIRECTION_OUT');
    expect(out.filter(({ state }) => state !== 'RETURNED').map(({ state }) => state)).toEqual(['SENT']);
    expect(out.filter(({ state }) => state === 'RETURNED').every(({ reason }) => reason === 'PARCEL_ON_LIST')).toBe(
      true,
    );
  });

  it('are refused unreleased, unknown, or from elsewhere', async () => {
    await enterMilk(10n);
    const plan = { orderId: '7', orderNo: 'SO-7', warehouseId: site, lines: [{ line: 1, sku, quantity: 1n }] };
    const { id: unreleased } = await client.planParcel(plan, asking(fulfilment, 'plan-7'));
    await trial.settled();
    await expect(fileOut('o1', unreleased)).rejects.toThrow('NOT_RELEASED');
    await expect(fileOut('o2', 'nobody')).rejects.toThrow('PARCEL_NOT_FOUND');
    await expect(fileOut('o3')).rejects.toThrow('LIST_INVALID');
    await expect(askForPass('p', 'nothing', '1')).rejects.toThrow('LIST_NOT_FOUND');
  });

  it('give all of it back when they are called off before', async () => {
    await enterMilk(4n);
    const [parcel, plan] = [await released('1', 4n), { line: 1, sku, quantity: 3n }];
    const request = { orderId: '2', orderNo: 'SO-2', warehouseId: site, lines: [plan] };
    const { id: waiting } = await client.planParcel(request, asking(fulfilment, 'plan-2'));
    await trial.settled();
    expect(await stateOf(waiting)).toBe('SHORT');
    await cancel(parcel, 'off');
    await trial.settled();
    expect(await Promise.all([parcel, waiting].map(stateOf))).toEqual(['CANCELLED', 'RESERVED']);
    expect(await shelf()).toEqual([[4, 1, 3, 0, 0, 0]]);
    expect(await book()).toEqual([{ recordNo: '1', units: [4, 0, 0, 0, 4, 4] }]);
  });
});
