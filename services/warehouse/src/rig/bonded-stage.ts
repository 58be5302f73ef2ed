import type { Complete } from '@portolan/contracts';
import type { VerificationLine } from '@portolan/contracts/warehouse/v1/types';
import { WarehouseDefinition } from '@portolan/contracts/warehouse/v1/warehouse';
import type { Caller, ServiceClient } from '@portolan/service';
import { asking, startTrial, type Trial } from '@portolan/service/trial';
import { afterEach, beforeEach } from 'vitest';
import { configSchema } from '../config.ts';
import { warehouse } from '../service.ts';
import { elementOf, openZone, zoneReply } from './zone.ts';

// A bonded warehouse before each test, with a zone over real HTTP, and what its people do there.

export const merchant: Caller = { tenant: 'merchant-ningbo', role: 'merchant' };
export const stranger: Caller = { tenant: 'merchant-other', role: 'merchant' };
export const fulfilment: Caller = { tenant: 'merchant-ningbo', role: 'service' };
export const operator: Caller = { tenant: 'operator-ningbo', role: 'zone_operator' };
export const otherOperator: Caller = { tenant: 'operator', role: 'zone_operator' };
export const gateway: Caller = { tenant: 'portolan', role: 'service' };
export const page = { limit: 0, cursor: '' };
export const site = 'NGB-BND-1';
export const emsNo = 'T3105W000293';
export const sku = 'NZ-MILK-900';
export const lot = 'L2026-01';
export const returnTime = '20260302101500000';

export let zone: Awaited<ReturnType<typeof openZone>>;
export let trial: Trial;
export let client: ServiceClient<WarehouseDefinition>;

beforeEach(async () => {
  zone = await openZone();
  trial = await startTrial('warehouse', configSchema.parse({ PORTOLAN_WAREHOUSE_ZONE_URL: zone.url }), warehouse);
  client = trial.client(WarehouseDefinition);
});

afterEach(async () => {
  await trial.end();
  await zone.close();
});

export type Line = Complete<VerificationLine>;

export const milk = (quantity: bigint, change: Partial<Line> = {}): Line => ({
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

export const fileIn = (command: string, ...lines: Line[]) =>
  client.fileVerificationList(
    { warehouseId: site, direction: 'LIST_DIRECTION_IN', owner: merchant.tenant, lines, parcelIds: [] },
    asking(operator, command),
  );

export const fileOut = (command: string, ...parcelIds: string[]) =>
  client.fileVerificationList(
    { warehouseId: site, direction: 'LIST_DIRECTION_OUT', owner: '', lines: [], parcelIds },
    asking(operator, command),
  );

export const askForPass = (command: string, listId: string, grossWeight: string) =>
  client.requestGatePass({ listId, vehicleNo: '浙B12345', grossWeight }, asking(operator, command));

/** The zone answers the latest message that it was sent. */
export async function answer(
  kind: 'INV201' | 'SAS221' | 'SAS223',
  fields: Readonly<Record<string, string>>,
): Promise<void> {
  const EtpsPreentNo = elementOf(zone.last(), 'EtpsPreentNo');
  await client.receiveMessage({ body: zoneReply(kind, { EtpsPreentNo, ...fields }) }, asking(gateway, 'any'));
  await trial.settled();
}

export const bondInvtNo = (direction: 'I' | 'E', sequence: number) =>
  `QD310526${direction}${String(sequence).padStart(9, '0')}`;

/** A filed list is approved and goes through the gate with the weight that was declared. */
export async function throughTheGate(listId: string, invtNo: string, weight: string): Promise<void> {
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

export async function enterMilk(quantity: bigint): Promise<void> {
  const { id } = await fileIn('in', milk(quantity));
  await throughTheGate(id, bondInvtNo('I', 1), '980');
}

/** A parcel that is packed and released by customs. */
export async function released(orderId: string, quantity: bigint): Promise<string> {
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

export const cancel = (parcelId: string, command: string) =>
  client.cancelParcel({ parcelId, orderId: '', reason: 'ORDER_CANCELLED' }, asking(fulfilment, command));

export async function book(as: Caller = operator) {
  const { items } = await client.listBookItems({ emsNo, sku: '', page }, as);
  return items.map(({ recordNo, increased, reduced, plannedIncrease, plannedReduction, stock, available }) => ({
    recordNo,
    units: [increased, reduced, plannedIncrease, plannedReduction, stock, available].map(Number),
  }));
}

export async function shelf() {
  const { stock } = await client.listStock({ warehouseId: site, sku, page }, merchant);
  return stock.map(({ onHand, available, reserved, picked, packed, damaged }) =>
    [onHand, available, reserved, picked, packed, damaged].map(Number),
  );
}

export const lists = async (as: Caller = operator) =>
  (await client.listVerificationLists({ state: '', page }, as)).lists;
export const passes = async (as: Caller = operator) => (await client.listGatePasses({ state: '', page }, as)).passes;
export const stateOf = async (id: string) => (await client.getParcel({ id, atLeastVersion: 0n }, merchant)).state;
