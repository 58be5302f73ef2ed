import { WarehouseDefinition } from '@portolan/contracts/warehouse/v1/warehouse';
import type { Caller, ServiceClient } from '@portolan/service';
import { asking, startTrial, type Trial } from '@portolan/service/trial';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { configSchema } from './config.ts';
import { warehouse } from './service.ts';

const fulfilment: Caller = { tenant: 'merchant', role: 'service' };
const merchant: Caller = { tenant: 'merchant', role: 'merchant' };
const stranger: Caller = { tenant: 'stranger', role: 'merchant' };
const operator: Caller = { tenant: 'operator-portland', role: 'zone_operator' };
const otherOperator: Caller = { tenant: 'operator', role: 'zone_operator' };
const page = { limit: 0, cursor: '' };
const warehouseId = 'PDX-OSW-1';
const order = { orderId: 'O1', orderNo: 'SO-1', warehouseId };

let trial: Trial;
let client: ServiceClient<WarehouseDefinition>;

beforeEach(async () => {
  trial = await startTrial('warehouse', configSchema.parse({}), warehouse);
  client = trial.client(WarehouseDefinition);
});

afterEach(() => trial.end());

const units = (sku: string, quantity: bigint, lot = '') => ({ sku, lot, quantity });

async function receive(command: string, document: string, ...lines: ReturnType<typeof units>[]): Promise<void> {
  await client.receiveGoods({ warehouseId, owner: 'merchant', document, lines }, asking(operator, command));
  await trial.settled();
}

const plan = (orderId: string, sku: string, quantity: bigint) =>
  client.planParcel(
    { orderId, orderNo: `NO-${orderId}`, warehouseId, lines: [{ line: 1, sku, quantity }] },
    asking(fulfilment, `plan-${orderId}`),
  );

const cancel = (parcelId: string, command = `cancel-${parcelId}`) =>
  client.cancelParcel({ parcelId, orderId: '', reason: 'ORDER_CANCELLED' }, asking(fulfilment, command));

async function shelf(sku: string) {
  const { stock } = await client.listStock({ warehouseId, sku, page }, merchant);
  return stock.map(({ bucket, onHand, available, reserved, picked, packed, damaged }) => ({
    lot: bucket.lot,
    counts: [onHand, available, reserved, picked, packed, damaged].map(Number),
  }));
}

const inboundsOf = async (caller: Caller) => (await client.listInbounds({ state: '', page }, caller)).inbounds;
const returnsOf = async (caller: Caller) => (await client.listReturns({ state: '', page }, caller)).returns;
const stateOf = async (id: string) => (await client.getParcel({ id, atLeastVersion: 0n }, merchant)).state;

describe('goods that an order sends to a warehouse', () => {
  const expectGoods = () =>
    client.expectGoods(
      { ...order, lines: [units('CABLE', 10n, 'L1'), units('LAMP', 4n)] },
      asking(fulfilment, 'expect'),
    );

  it('are counted by the goods receipt that names the order', async () => {
    const { id } = await expectGoods();
    await receive('d0', 'DN-OTHER', units('CABLE', 1n));
    expect(await inboundsOf(merchant)).toMatchObject([{ id, state: 'EXPECTED' }]);
    await receive('d1', 'SO-1', units('CABLE', 10n, 'L1'), units('LAMP', 4n));
    expect(await inboundsOf(operator)).toMatchObject([
      { id, state: 'COUNTED', orderId: 'O1', orderNo: 'SO-1', owner: 'merchant' },
    ]);
    expect(await inboundsOf(stranger)).toEqual([]);
    expect(await inboundsOf(otherOperator)).toEqual([]);
  });

  it('leave a case where two are missing, and are on the shelf when they are found', async () => {
    const { id } = await expectGoods();
    await receive('d1', 'SO-1', units('CABLE', 8n, 'L1'), units('LAMP', 4n));
    expect(await inboundsOf(merchant)).toMatchObject([
      {
        state: 'DIFFERS',
        lines: [
          { sku: 'CABLE', expected: 10n, counted: 8n },
          { sku: 'LAMP', expected: 4n, counted: 4n },
        ],
      },
    ]);
    const resolve = (caller: Caller, resolution: string) =>
      client.resolveDiscrepancy({ inboundId: id, resolution }, asking(caller, `as-${resolution}`));
    for (const caller of [stranger, operator]) {
      await expect(resolve(caller, 'FOUND')).rejects.toThrow('INBOUND_NOT_FOUND');
    }
    await expect(resolve(merchant, 'NOTHING')).rejects.toThrow('RESOLUTION_INVALID');
    await resolve(merchant, 'FOUND');
    await trial.settled();
    expect(await inboundsOf(merchant)).toMatchObject([{ state: 'RESOLVED', resolution: 'FOUND' }]);
    expect(await shelf('CABLE')).toEqual([{ lot: 'L1', counts: [10, 10, 0, 0, 0, 0] }]);
  });

  it('stay as they were counted where the missing are claimed', async () => {
    const { id } = await expectGoods();
    await receive('d1', 'SO-1', units('CABLE', 8n, 'L1'), units('LAMP', 4n));
    await client.resolveDiscrepancy({ inboundId: id, resolution: 'CLAIM' }, asking(merchant, 'claim'));
    await trial.settled();
    expect(await shelf('CABLE')).toEqual([{ lot: 'L1', counts: [8, 8, 0, 0, 0, 0] }]);
  });
});

describe('a return', () => {
  const expectReturn = () =>
    client.expectReturn({ ...order, lines: [units('CABLE', 3n)] }, asking(fulfilment, 'return'));

  it('goes back into stock by its grade, and serves who waits', async () => {
    const { id: waiting } = await plan('O2', 'CABLE', 2n);
    await trial.settled();
    expect(await stateOf(waiting)).toBe('SHORT');
    const { id: returnId } = await expectReturn();
    await client.receiveReturn({ returnId, lines: [units('CABLE', 3n)] }, asking(operator, 'came'));
    const grade = (command: string, a: bigint) => {
      const lines = [
        { sku: 'CABLE', grade: 'A', quantity: a },
        { sku: 'CABLE', grade: 'C', quantity: 1n },
      ];
      return client.gradeReturn({ returnId, lines }, asking(operator, command));
    };
    await expect(grade('too-few', 1n)).rejects.toThrow('GRADING_INCOMPLETE');
    await grade('grade', 2n);
    await trial.settled();
    expect(await stateOf(waiting)).toBe('RESERVED');
    expect(await shelf('CABLE')).toEqual([{ lot: '', counts: [3, 0, 2, 0, 0, 1] }]);
    for (const caller of [merchant, operator]) {
      expect(await returnsOf(caller)).toMatchObject([
        { id: returnId, state: 'GRADED', owner: 'merchant', graded: [{ grade: 'A' }, { grade: 'C' }] },
      ]);
    }
  });

  it('is received and graded by nobody but the operator of its warehouse', async () => {
    const { id: returnId } = await expectReturn();
    for (const caller of [merchant, otherOperator]) {
      const asked = client.receiveReturn({ returnId, lines: [units('CABLE', 1n)] }, asking(caller, 'came'));
      await expect(asked).rejects.toThrow('RETURN_NOT_FOUND');
    }
    expect(await returnsOf(otherOperator)).toEqual([]);
  });
});

describe('a parcel that is called off', () => {
  it('gives back what it holds in every state, and lets the next one have it', async () => {
    await receive('d1', 'DN-1', units('CABLE', 2n, 'A'), units('CABLE', 3n, 'B'));
    const { id: packed } = await plan('O1', 'CABLE', 4n);
    await trial.settled();
    await client.pickParcel({ parcelId: packed }, asking(operator, 'pick'));
    await client.packParcel({ parcelId: packed, grossWeight: '1', packs: 1 }, asking(operator, 'pack'));
    const { id: waiting } = await plan('O2', 'CABLE', 5n);
    await trial.settled();
    expect(await stateOf(waiting)).toBe('SHORT');
    await cancel(packed);
    await trial.settled();
    expect(await Promise.all([packed, waiting].map(stateOf))).toEqual(['CANCELLED', 'RESERVED']);
    await cancel(waiting);
    await trial.settled();
    const lots = Object.fromEntries((await shelf('CABLE')).map(({ lot, counts }) => [lot, counts]));
    expect(lots).toEqual({ A: [2, 2, 0, 0, 0, 0], B: [3, 3, 0, 0, 0, 0] });
  });

  it('gives back what was being reserved or picked for it at that very moment', async () => {
    await receive('d1', 'DN-1', units('CABLE', 5n));
    const { id: first } = await plan('O1', 'CABLE', 5n);
    await cancel(first);
    await trial.settled();
    expect(await shelf('CABLE')).toEqual([{ lot: '', counts: [5, 5, 0, 0, 0, 0] }]);
    const { id: second } = await plan('O2', 'CABLE', 5n);
    await trial.settled();
    await client.pickParcel({ parcelId: second }, asking(operator, 'pick'));
    await cancel(second);
    await trial.settled();
    expect(await shelf('CABLE')).toEqual([{ lot: '', counts: [5, 5, 0, 0, 0, 0] }]);
  });

  it('waits for nothing any more', async () => {
    const { id } = await plan('O1', 'CABLE', 5n);
    await trial.settled();
    await cancel(id);
    await trial.settled();
    await receive('d1', 'DN-1', units('CABLE', 5n));
    expect(await stateOf(id)).toBe('CANCELLED');
    expect(await shelf('CABLE')).toEqual([{ lot: '', counts: [5, 5, 0, 0, 0, 0] }]);
    await expect(client.cancelParcel({ parcelId: id, orderId: '', reason: '' }, asking(merchant, 'x'))).rejects.toThrow(
      'SERVICES_ONLY',
    );
  });

  it('leaves an overseas warehouse without customs', async () => {
    await receive('d1', 'DN-1', units('CABLE', 5n));
    const { id: parcelId } = await plan('O1', 'CABLE', 1n);
    await trial.settled();
    await client.pickParcel({ parcelId }, asking(operator, 'pick'));
    await client.packParcel({ parcelId, grossWeight: '1', packs: 1 }, asking(operator, 'pack'));
    await trial.settled();
    const free = { parcelId, declarationId: '', invtNo: '', ground: 'FREE_CIRCULATION' };
    await client.authoriseDispatch(free, asking(fulfilment, 'free'));
    await client.dispatchParcel({ parcelId }, asking(operator, 'door'));
    await trial.settled();
    expect(await stateOf(parcelId)).toBe('DISPATCHED');
    await expect(cancel(parcelId)).rejects.toThrow('PARCEL_LEFT');
  });
});
