import type { Complete } from '@portolan/contracts';
import type { VerificationLine } from '@portolan/contracts/warehouse/v1/types';
import { WarehouseDefinition } from '@portolan/contracts/warehouse/v1/warehouse';
import type { Caller, ServiceClient } from '@portolan/service';
import { asking, startTrial, type Trial } from '@portolan/service/trial';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { configSchema } from './config.ts';
import { elementOf, openZone, zoneReply } from './rig/zone.ts';
import { warehouse } from './service.ts';

const merchant: Caller = { tenant: 'merchant-ningbo', role: 'merchant' };
const stranger: Caller = { tenant: 'merchant-other', role: 'merchant' };
const fulfilment: Caller = { tenant: 'merchant-ningbo', role: 'service' };
const operator: Caller = { tenant: 'operator-ningbo', role: 'zone_operator' };
const otherOperator: Caller = { tenant: 'operator', role: 'zone_operator' };
const gateway: Caller = { tenant: 'portolan', role: 'service' };
const page = { limit: 0, cursor: '' };
const site = 'NGB-BND-1';
const emsNo = 'T3105W000293';
const sku = 'NZ-MILK-900';
const lot = 'L2026-01';
const returnTime = '20260302101500000';

let zone: Awaited<ReturnType<typeof openZone>>;
let trial: Trial;
let client: ServiceClient<WarehouseDefinition>;

beforeEach(async () => {
  zone = await openZone();
  trial = await startTrial('warehouse', configSchema.parse({ PORTOLAN_WAREHOUSE_ZONE_URL: zone.url }), warehouse);
  client = trial.client(WarehouseDefinition);
});

afterEach(async () => {
  await trial.end();
  await zone.close();
});

type Line = Complete<VerificationLine>;

const milk = (quantity: bigint, change: Partial<Line> = {}): Line => ({
  line: 0,
  recordNo: '',
  sku,
  lot,
  hsCode: '1901101000',
  name: 'Infant formula 900 g',
  origin: 'NZ',
  quantity,
  price: { minor: 12050n, currency: 'CNY' },
  ...change,
});

const fileIn = (command: string, ...lines: Line[]) =>
  client.fileVerificationList(
    { warehouseId: site, direction: 'LIST_DIRECTION_IN', owner: merchant.tenant, lines, parcelIds: [] },
    asking(operator, command),
  );

const fileOut = (command: string, ...parcelIds: string[]) =>
  client.fileVerificationList(
    { warehouseId: site, direction: 'LIST_DIRECTION_OUT', owner: '', lines: [], parcelIds },
    asking(operator, command),
  );

const askForPass = (command: string, listId: string, grossWeight: string) =>
  client.requestGatePass({ listId, vehicleNo: '浙B12345', grossWeight }, asking(operator, command));

/** The zone answers the latest message that it was sent. */
async function answer(kind: 'INV201' | 'SAS221' | 'SAS223', fields: Readonly<Record<string, string>>): Promise<void> {
  const EtpsPreentNo = elementOf(zone.last(), 'EtpsPreentNo');
  await client.receiveMessage({ body: zoneReply(kind, { EtpsPreentNo, ...fields }) }, asking(gateway, ''));
  await trial.settled();
}

const bondInvtNo = (direction: 'I' | 'E', sequence: number) =>
  `QD310526${direction}${String(sequence).padStart(9, '0')}`;

/** A filed list is approved and goes through the gate with the weight that was declared. */
async function throughTheGate(listId: string, invtNo: string, weight: string): Promise<void> {
  await trial.settled();
  await answer('INV201', { bondInvtNo: invtNo, DealFlag: '0', CheckInfo: '', returnTime });
  await askForPass(`pass-${listId}`, listId, weight);
  await trial.settled();
  await answer('SAS221', { passportNo: '310526000000000000000001', DealFlag: '0', returnTime });
  await answer('SAS223', {
    passportNo: '310526000000000000000001',
    passTime: '20260302113000000',
    passCollectWt: weight,
  });
}

async function enterMilk(quantity: bigint): Promise<void> {
  const { id } = await fileIn('in', milk(quantity));
  await throughTheGate(id, bondInvtNo('I', 1), '980');
}

/** A parcel that is packed and released by customs. */
async function released(orderId: string, quantity: bigint): Promise<string> {
  const lines = [{ line: 1, sku, quantity }];
  const plan = { orderId, orderNo: `SO-${orderId}`, warehouseId: site, lines };
  const { id: parcelId } = await client.planParcel(plan, asking(fulfilment, `plan-${orderId}`));
  await trial.settled();
  await client.pickParcel({ parcelId }, asking(operator, `pick-${orderId}`));
  await client.packParcel({ parcelId, grossWeight: '1.1', packs: 1 }, asking(operator, `pack-${orderId}`));
  await trial.settled();
  const release = { parcelId, declarationId: `D-${orderId}`, invtNo: `3105202600000000${orderId}`, ground: '' };
  await client.authoriseDispatch(release, asking(fulfilment, `release-${orderId}`));
  await trial.settled();
  return parcelId;
}

const cancel = (parcelId: string, command: string) =>
  client.cancelParcel({ parcelId, orderId: '', reason: 'ORDER_CANCELLED' }, asking(fulfilment, command));

async function book(as: Caller = operator) {
  const { items } = await client.listBookItems({ emsNo, sku: '', page }, as);
  return items.map(({ recordNo, increased, reduced, plannedIncrease, plannedReduction, stock, available }) => ({
    recordNo,
    units: [increased, reduced, plannedIncrease, plannedReduction, stock, available].map(Number),
  }));
}

async function shelf() {
  const { stock } = await client.listStock({ warehouseId: site, sku, page }, merchant);
  return stock.map(({ onHand, available, reserved, picked, packed, damaged }) =>
    [onHand, available, reserved, picked, packed, damaged].map(Number),
  );
}

const lists = async (as: Caller = operator) => (await client.listVerificationLists({ state: '', page }, as)).lists;
const passes = async (as: Caller = operator) => (await client.listGatePasses({ state: '', page }, as)).passes;
const stateOf = async (id: string) => (await client.getParcel({ id, atLeastVersion: 0n }, merchant)).state;

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
    const unreadable = client.receiveMessage({ body: new TextEncoder().encode('<a/>') }, asking(gateway, ''));
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
