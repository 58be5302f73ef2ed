import { WarehouseDefinition } from '@portolan/contracts/warehouse/v1/warehouse';
import type { Caller, ServiceClient } from '@portolan/service';
import { asking, startTrial, type Trial } from '@portolan/service/trial';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { configSchema } from './config.ts';
import { warehouse } from './service.ts';

const fulfilment: Caller = { tenant: 'merchant', role: 'service' };
const merchant: Caller = { tenant: 'merchant', role: 'merchant' };
const stranger: Caller = { tenant: 'stranger', role: 'merchant' };
const operator: Caller = { tenant: 'operator', role: 'zone_operator' };
const otherOperator: Caller = { tenant: 'another-operator', role: 'zone_operator' };
const page = { limit: 0, cursor: '' };
const site = 'SZX-FWD-1';

let trial: Trial;
let client: ServiceClient<WarehouseDefinition>;

beforeEach(async () => {
  trial = await startTrial('warehouse', configSchema.parse({}), warehouse);
  client = trial.client(WarehouseDefinition);
});

afterEach(() => trial.end());

const receive = (command: string, ...lines: readonly (readonly [sku: string, quantity: bigint, lot?: string])[]) =>
  client.receiveGoods(
    {
      warehouseId: site,
      owner: 'merchant',
      document: `DN-${command}`,
      lines: lines.map(([sku, quantity, lot = '']) => ({ sku, lot, quantity })),
    },
    asking(operator, command),
  );

const plan = (orderId: string, ...lines: readonly (readonly [sku: string, quantity: bigint])[]) =>
  client.planParcel(
    {
      orderId,
      orderNo: `NO-${orderId}`,
      warehouseId: site,
      lines: lines.map(([sku, quantity], index) => ({ line: index + 1, sku, quantity })),
    },
    asking(fulfilment, `plan-${orderId}`),
  );

const parcel = (id: string, as: Caller = merchant) => client.getParcel({ id, atLeastVersion: 0n }, as);

async function stock(sku: string) {
  const { stock: buckets } = await client.listStock({ warehouseId: site, sku, page }, merchant);
  return buckets.map(({ bucket, onHand, available, reserved, picked, packed }) => ({
    lot: bucket.lot,
    counts: [onHand, available, reserved, picked, packed].map(Number),
  }));
}

describe('the warehouse', () => {
  it('takes a parcel from the shelf to the door, and lets it leave only when customs has released it', async () => {
    await receive('d1', ['CABLE', 5n], ['LAMP', 2n]);
    const { id } = await plan('O1', ['CABLE', 3n], ['LAMP', 1n], ['CABLE', 1n]);
    await trial.settled();
    expect(await parcel(id)).toMatchObject({ state: 'RESERVED', owner: 'merchant', orderNo: 'NO-O1' });
    expect(await stock('CABLE')).toEqual([{ lot: '', counts: [5, 1, 4, 0, 0] }]);

    await client.pickParcel({ parcelId: id }, asking(operator, 'pick'));
    const pack = { parcelId: id, grossWeight: '1.25', packs: 1 };
    const packed = await client.packParcel(pack, asking(operator, 'pack'));
    expect(await client.getParcel({ id, atLeastVersion: packed.version }, operator)).toMatchObject({
      state: 'PACKED',
      grossWeight: '1.25',
      packs: 1,
    });
    await trial.settled();
    expect(await stock('CABLE')).toEqual([{ lot: '', counts: [5, 1, 0, 0, 4] }]);

    const dispatch = (command: string) => client.dispatchParcel({ parcelId: id }, asking(operator, command));
    await expect(dispatch('too-early')).rejects.toThrow('NOT_RELEASED');
    const release = { parcelId: id, declarationId: 'D1', invtNo: '500020260000000001', ground: '' };
    await expect(client.authoriseDispatch(release, asking(operator, 'x'))).rejects.toThrow('SERVICES_ONLY');
    await client.authoriseDispatch(release, asking(fulfilment, 'release'));
    const back = { parcelId: id, reason: '100 退单' };
    await expect(client.revokeDispatch(back, asking(operator, 'y'))).rejects.toThrow('SERVICES_ONLY');
    const kept = await client.revokeDispatch(back, asking(fulfilment, 'back'));
    expect(await client.getParcel({ id, atLeastVersion: kept.version }, operator)).toMatchObject({ state: 'PACKED' });
    await expect(dispatch('taken-back')).rejects.toThrow('NOT_RELEASED');
    await client.authoriseDispatch(release, asking(fulfilment, 'released-again'));
    await dispatch('leave');
    await trial.settled();
    expect((await parcel(id)).state).toBe('DISPATCHED');
    expect(await stock('CABLE')).toEqual([{ lot: '', counts: [1, 1, 0, 0, 0] }]);
    expect(await stock('LAMP')).toEqual([{ lot: '', counts: [1, 1, 0, 0, 0] }]);
  });

  it('gives 5 of 5 to one of two parcels that ask at once', async () => {
    await receive('d1', ['CABLE', 5n]);
    await trial.settled();
    const planned = await Promise.all([plan('O1', ['CABLE', 5n]), plan('O2', ['CABLE', 5n])]);
    await trial.settled();
    const views = await Promise.all(planned.map(({ id }) => parcel(id)));
    expect(views.map(({ state }) => state).sort()).toEqual(['RESERVED', 'SHORT']);
    const short = views.find(({ state }) => state === 'SHORT');
    expect(short?.shortages).toEqual([{ sku: 'CABLE', wanted: 5n, available: 0n }]);
    expect(await stock('CABLE')).toEqual([{ lot: '', counts: [5, 0, 5, 0, 0] }]);
  });

  it('keeps nothing for a parcel that is short, and tries again when all of it is there', async () => {
    await receive('d1', ['CABLE', 5n]);
    const { id } = await plan('O1', ['CABLE', 2n], ['LAMP', 2n], ['MOUSE', 1n]);
    await trial.settled();
    expect(await parcel(id)).toMatchObject({
      state: 'SHORT',
      shortages: [
        { sku: 'LAMP', wanted: 2n, available: 0n },
        { sku: 'MOUSE', wanted: 1n, available: 0n },
      ],
    });
    expect(await stock('CABLE')).toEqual([{ lot: '', counts: [5, 5, 0, 0, 0] }]);
    await receive('d2', ['LAMP', 2n]);
    await trial.settled();
    expect((await parcel(id)).state).toBe('SHORT');
    await receive('d3', ['MOUSE', 4n]);
    await trial.settled();
    expect(await parcel(id)).toMatchObject({ state: 'RESERVED', shortages: [] });
    expect(await stock('MOUSE')).toEqual([{ lot: '', counts: [4, 3, 1, 0, 0] }]);
  });

  it('fills a parcel from several lots, the earliest receipt first, and parcels that wait in their order', async () => {
    await receive('d1', ['CABLE', 2n, 'B']);
    await receive('d2', ['CABLE', 4n, 'A']);
    const first = await plan('O1', ['CABLE', 3n]);
    await trial.settled();
    expect((await parcel(first.id)).state).toBe('RESERVED');
    const lots = Object.fromEntries((await stock('CABLE')).map(({ lot, counts }) => [lot, counts]));
    expect(lots).toEqual({ B: [2, 0, 2, 0, 0], A: [4, 3, 1, 0, 0] });

    const waiting: string[] = [];
    for (const orderId of ['O2', 'O3', 'O4']) {
      waiting.push((await plan(orderId, ['CABLE', 4n])).id);
      await trial.settled();
    }
    await receive('d3', ['CABLE', 6n, 'C']);
    await trial.settled();
    const states = await Promise.all(waiting.map(async (id) => (await parcel(id)).state));
    expect(states).toEqual(['RESERVED', 'RESERVED', 'SHORT']);
  });

  it('counts a delivery once, however often it is sent, and books nothing of a wrong one', async () => {
    const [first, again] = [await receive('d1', ['CABLE', 5n]), await receive('d1', ['CABLE', 5n])];
    expect(again).toEqual(first);
    await expect(receive('d1', ['CABLE', 6n])).rejects.toThrow('COMMAND_ID_REUSED');
    await expect(receive('d2', ['CABLE', 5n], ['LAMP', 0n])).rejects.toThrow('DELIVERY_INVALID');
    await trial.settled();
    expect(await stock('CABLE')).toEqual([{ lot: '', counts: [5, 5, 0, 0, 0] }]);
  });

  it('shows everybody their own and nobody else anything', async () => {
    await receive('d1', ['CABLE', 5n]);
    const { id } = await plan('O1', ['CABLE', 5n]);
    await trial.settled();
    expect((await parcel(id, operator)).id).toBe(id);
    for (const caller of [stranger, otherOperator]) {
      await expect(parcel(id, caller)).rejects.toThrow('PARCEL_NOT_FOUND');
      await expect(client.getParcel({ id, atLeastVersion: 1n }, caller)).rejects.toThrow('PARCEL_NOT_FOUND');
      expect((await client.listParcels({ state: '', page }, caller)).parcels).toEqual([]);
      expect((await client.listStock({ warehouseId: '', sku: '', page }, caller)).stock).toEqual([]);
    }
    for (const caller of [merchant, otherOperator]) {
      await expect(client.pickParcel({ parcelId: id }, asking(caller, 'p'))).rejects.toThrow('PARCEL_NOT_FOUND');
      const goods = {
        warehouseId: site,
        owner: 'merchant',
        document: '',
        lines: [{ sku: 'X', lot: '', quantity: 1n }],
      };
      await expect(client.receiveGoods(goods, asking(caller, 'g'))).rejects.toThrow('WAREHOUSE_NOT_FOUND');
    }
    const { parcels, nextCursor } = await client.listParcels({ state: 'RESERVED', page }, operator);
    expect([parcels.map((each) => each.id), nextCursor]).toEqual([[id], '']);
  });
});
