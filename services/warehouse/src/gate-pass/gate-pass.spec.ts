import { facts, given } from '@portolan/testkit';
import { describe, expect, it } from 'vitest';
import { type GatePassEvent, gatePass, gatePassId } from './gate-pass.ts';
import { grams, withinTolerance } from './weight.ts';

const messageNo = facts().id('gate-pass').toUpperCase();
const list = {
  state: 'APPROVED',
  warehouseId: 'NGB-BND-1',
  bondInvtNo: 'QD310526E000000001',
  direction: 'LIST_DIRECTION_OUT',
  owner: 'merchant',
} as const;
const ask = {
  type: 'Request',
  passId: 'G1',
  listId: 'V1',
  list,
  vehicleNo: '浙B12345',
  grossWeight: '100',
} as const;
const { state: _, ...goods } = list;
const requested: GatePassEvent = {
  type: 'GatePassRequested',
  data: { passId: 'G1', listId: 'V1', ...goods, vehicleNo: '浙B12345', grossWeight: '100', messageNo },
};
const of = { passId: 'G1', messageNo };
const sent: GatePassEvent = { type: 'GatePassSent', data: { passId: 'G1', sha256: 'aa' } };
const approved: GatePassEvent = { type: 'GatePassApproved', data: { passId: 'G1', passportNo: 'P1' } };
const returned = (reason: string): GatePassEvent => ({ type: 'GatePassReturned', data: { passId: 'G1', reason } });
const passedAt = {
  instant: '2026-03-02T03:30:00.000Z',
  original: '20260302113000000',
  offset: '+08:00',
  zoneSource: 'ZONE_SOURCE_INFERRED',
} as const;
const pass = (measuredWeight: string) =>
  ({ type: 'Pass', ...of, passportNo: 'P1', passedAt, measuredWeight, tolerancePercent: 3 }) as const;
const passed = (measuredWeight: string): GatePassEvent => ({
  type: 'GatePassed',
  data: { passId: 'G1', passportNo: 'P1', listId: 'V1', passedAt, measuredWeight },
});

describe('a gate pass', () => {
  it('is asked for an approved list, and only one at a time', () => {
    given(gatePass, []).when(ask).then([requested]);
    given(gatePass, [])
      .when({ ...ask, list: undefined })
      .thenRefused('LIST_NOT_FOUND', { listId: 'V1' });
    given(gatePass, [])
      .when({ ...ask, list: { ...list, state: 'SENT' } })
      .thenRefused('LIST_NOT_APPROVED', { listId: 'V1', state: 'SENT' });
    for (const history of [[requested], [requested, sent], [requested, approved], [requested, passed('100')]]) {
      given(gatePass, history).when(ask).thenRefused('GATE_PASS_EXISTS');
    }
    given(gatePass, [requested, returned('no')])
      .when(ask)
      .then([requested]);
  });

  it.each([
    ['vehicleNo', { vehicleNo: '' }],
    ['grossWeight', { grossWeight: '0' }],
    ['grossWeight', { grossWeight: '1.2345' }],
  ])('is refused for a wrong %s', (field, change) => {
    given(gatePass, [])
      .when({ ...ask, ...change })
      .thenRefused('GATE_PASS_INVALID', { field });
  });

  it('is approved or sent back once', () => {
    given(gatePass, [requested])
      .when({ type: 'RecordSent', ...of, sha256: 'aa' })
      .then([sent]);
    given(gatePass, [requested, sent])
      .when({ type: 'RecordSent', ...of, sha256: 'aa' })
      .thenNothing();
    const approve = { type: 'Approve', ...of, passportNo: 'P1' } as const;
    const sendBack = { type: 'Return', ...of, reason: 'no' } as const;
    given(gatePass, [requested, sent]).when(approve).then([approved]);
    given(gatePass, [requested, sent])
      .when(sendBack)
      .then([returned('no')]);
    given(gatePass, [requested, approved]).when(sendBack).thenNothing();
    given(gatePass, [requested, approved]).when(approve).thenNothing();
  });

  it('hears nothing of an earlier message any more', () => {
    given(gatePass, [requested])
      .when({ type: 'Approve', passId: 'G1', messageNo: 'OLD', passportNo: 'P1' })
      .thenNothing();
  });

  it('lets the vehicle through within the tolerance', () => {
    given(gatePass, [requested, approved])
      .when(pass('103'))
      .then([passed('103')]);
    given(gatePass, [requested, approved, passed('103')])
      .when(pass('103'))
      .thenNothing();
    given(gatePass, [requested, returned('no')])
      .when(pass('103'))
      .thenNothing();
  });

  it('is approved by the same word where the gate was quicker', () => {
    given(gatePass, [requested, sent])
      .when(pass('100'))
      .then([approved, passed('100')]);
  });

  it('is sent back where the weight is beyond it', () => {
    given(gatePass, [requested, approved])
      .when(pass('103.001'))
      .then([returned('measured 103.001 kg, declared 100 kg, tolerance 3 %')]);
  });

  it('is one per list, seen by the merchant whose goods alone are on it', () => {
    expect(gatePassId('operator-ningbo', 'V1')).not.toBe(gatePassId('operator-ningbo', 'V2'));
    const { state } = given(gatePass, [requested]);
    expect(gatePass.audience(requested, gatePass.initial)).toEqual([{ tenant: 'merchant', role: 'merchant' }]);
    expect(gatePass.audience(sent, state)).toEqual([{ tenant: 'merchant', role: 'merchant' }]);
    expect(gatePass.audience(sent, gatePass.initial)).toEqual([]);
  });
});

describe('weights', () => {
  it('are kilograms with up to 3 decimals, compared in whole grams', () => {
    expect(['1', '1.5', '0.001', '0', '1.0001', '-1', ''].map(grams)).toEqual([
      1000n,
      1500n,
      1n,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(withinTolerance('100', '97', 3)).toBe(true);
    expect(withinTolerance('100', '96.999', 3)).toBe(false);
    expect(withinTolerance('100', '', 3)).toBe(false);
  });
});
