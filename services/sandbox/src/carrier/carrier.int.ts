import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { day } from '../chance.ts';
import { type Outside, startOutside } from '../rig/outside.ts';

let outside: Outside;

beforeEach(async () => {
  outside = await startOutside();
});

afterEach(async () => {
  await outside.end();
});

const label = (carrier: string, shipmentId: string, reference: string, key = shipmentId, grossWeight = '1.2') =>
  outside.post(
    `/carrier/${carrier}/labels`,
    {
      ...{ shipmentId, reference, consignee: { name: 'Zoe Quimby' }, grossWeight, packs: 1 },
      declaredValue: { amount: '10.00', currency: 'USD' },
    },
    key,
  );
const hand = (carrier: string, shipmentId: string, waybillNo: unknown, key = shipmentId) =>
  outside.post(`/carrier/${carrier}/manifests`, { shipmentId, waybillNo }, key);
const scans = (carrier: string) =>
  outside.told(`carriers/${carrier}`).map((body) => {
    const { events } = JSON.parse(body) as { events: { code: string; location: string }[] };
    return events[0]?.code;
  });

/** From label to the end of the way. */
async function carry(carrier: string, reference: string, grossWeight?: string): Promise<string> {
  const { body } = await label(carrier, reference, reference, reference, grossWeight);
  expect((await hand(carrier, reference, body['waybillNo'])).status).toBe(200);
  await outside.wait(40 * day);
  return String(body['waybillNo']);
}

describe('the carriers', () => {
  it('each print their own numbers and go their own way', async () => {
    expect(await carry('YANWEN', 'SO-1')).toMatch(/^LX\d{9}CN$/);
    expect(scans('YANWEN')).toEqual(['EMA', 'EMD', 'EMC', 'EMD', 'EDB', 'EDC', 'EMG', 'EDG', 'EDG', 'EMI']);
    expect(await carry('YONGCHENG', 'SO-2')).toMatch(/^EY\d{9}CN$/);
    expect(await carry('CASCADE', 'SO-3')).toMatch(/^CC\d{9}US$/);
    for (const carrier of ['YONGCHENG', 'CASCADE']) expect(scans(carrier)).toEqual(['EMA', 'EMG', 'EDG', 'EMI']);
    expect((await label('NOBODY', 'S1', 'SO-4')).status).toBe(404);
    expect(await outside.get('/books')).toMatchObject({ labels: { 'SO-1': 1, 'SO-2': 1, 'SO-3': 1 } });
  });

  it('send what is too heavy for the post by sea', async () => {
    await carry('YANWEN', 'ST-1', '120');
    expect(scans('YANWEN')).toEqual(['EMA', 'EMC', 'EMD', 'EDB', 'EDC', 'EMI']);
  });

  it('do not take over a label of another, nor a number twice', async () => {
    const { body } = await label('CASCADE', 'S1', 'SO-1');
    const again = await label('CASCADE', 'S1', 'SO-1');
    expect(again.body).toEqual(body);
    expect((await hand('YANWEN', 'S1', body['waybillNo'])).status).toBe(404);
    const other = await label('CASCADE', 'S2', 'SO-1');
    expect(other.body['waybillNo']).not.toBe(body['waybillNo']);
  });

  it('make a label void until they have the parcel', async () => {
    const { body } = await label('CASCADE', 'S1', 'SO-1');
    const path = `/carrier/CASCADE/labels/${String(body['waybillNo'])}/void`;
    for (let time = 0; time < 2; time++) expect((await outside.post(path, {})).status).toBe(200);
    expect((await hand('CASCADE', 'S1', body['waybillNo'])).status).toBe(422);
    const taken = await label('CASCADE', 'S2', 'SO-2');
    await hand('CASCADE', 'S2', taken.body['waybillNo']);
    expect((await outside.post(`/carrier/CASCADE/labels/${String(taken.body['waybillNo'])}/void`, {})).status).toBe(
      409,
    );
    expect((await outside.post('/carrier/CASCADE/labels/CC1/void', {})).status).toBe(404);
    expect((await outside.get('/books'))['labelVoids']).toEqual({ S1: 1 });
  });

  it('say what is wrong, never with whose name', async () => {
    expect(await label('CASCADE', 'S1', 'SO-1', '')).toMatchObject({ body: { field: 'Idempotency-Key' } });
    const answer = await outside.post('/carrier/CASCADE/labels', { reference: 'x', consignee: 'Zoe Quimby' }, 'k');
    expect(answer.status).toBe(400);
    expect(answer.body['field']).toBe('shipmentId');
    expect(JSON.stringify(answer.body)).not.toContain('Zoe');
  });
});

describe('suffixes', () => {
  it.each([
    ['carrier-lost', 'Exception_013'],
    ['carrier-damaged', 'Exception_012'],
  ])('~%s ends the way in its middle, and one scan comes late', async (suffix, code) => {
    await carry('CASCADE', `SO-1~${suffix}`);
    expect(scans('CASCADE')).toEqual(['EMA', 'EMG', code, 'EDG']);
  });

  it('~carrier-label and ~carrier-handover refuse the first key, also when it is repeated', async () => {
    const reference = 'SO-1~carrier-label~carrier-handover';
    const first = [await label('YANWEN', 'S1', reference), await label('YANWEN', 'S1', reference)];
    expect(first.map(({ status }) => status)).toEqual([422, 422]);
    const { status, body } = await label('YANWEN', 'S1', reference, 'S1:2');
    expect(status).toBe(200);
    const handed = [
      await hand('YANWEN', 'S1', body['waybillNo']),
      await hand('YANWEN', 'S1', body['waybillNo']),
      await hand('YANWEN', 'S1', body['waybillNo'], 'S1:2'),
    ];
    expect(handed.map((answer) => answer.status)).toEqual([422, 422, 200]);
    expect((await outside.get('/books'))['labels']).toEqual({ S1: 1 });
  });
});
