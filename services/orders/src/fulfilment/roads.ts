import type { Step } from '@portolan/contracts/orders/v1/types';
import type { StepRule } from './rule.ts';
import type { Underway } from './state.ts';
import { handOver, registerShipment } from './steps/carriage.ts';
import { declare, recordOrder, recordReceipt, recordWaybill } from './steps/clearance.ts';
import { authoriseDispatch, planParcel, revokeDispatch } from './steps/parcel.ts';
import { openEscrow, startInspection } from './steps/payment.ts';
import { expectReturn, openDispute, refund } from './steps/returning.ts';
import { lockRate, payOut, payTax, sell } from './steps/settlement.ts';
import { claim, expectGoods } from './steps/stocking.ts';
import { cancelBondedParcel, cancelDeclaration, cancelParcel, cancelShipment } from './steps/undoing.ts';

// A return is asked for within the inspection period, and is over before what is left can be released.
const returning = [openDispute, expectReturn, refund];
const inspection = [...returning, startInspection];
const settlement = [lockRate, sell, payOut];

/**
 * The road of an order by its mode, top to bottom. The next step is asked for when this one is over, so a story gives
 * the same events in the same order in every run. News may come before its turn: it counts when the step is asked for.
 */
export const roads: Readonly<Record<string, readonly StepRule[]>> = {
  '9610': [
    openEscrow,
    planParcel,
    registerShipment,
    recordOrder,
    recordReceipt,
    recordWaybill,
    revokeDispatch,
    declare,
    authoriseDispatch,
    handOver,
    ...inspection,
    ...settlement,
  ],
  '1210': [
    openEscrow,
    planParcel,
    registerShipment,
    recordOrder,
    recordReceipt,
    recordWaybill,
    revokeDispatch,
    declare,
    authoriseDispatch,
    handOver,
    ...inspection,
    ...settlement,
    payTax,
  ],
  '9810': [
    planParcel,
    registerShipment,
    recordOrder,
    recordWaybill,
    revokeDispatch,
    declare,
    authoriseDispatch,
    handOver,
    expectGoods,
    claim,
  ],
  LOCAL: [openEscrow, planParcel, registerShipment, authoriseDispatch, handOver, ...inspection, ...settlement],
};

/** What undoes any road, top to bottom: each step only where its forward step was taken and its effect still stands. */
export const undoing: readonly StepRule[] = [
  cancelBondedParcel,
  cancelDeclaration,
  cancelShipment,
  cancelParcel,
  expectReturn,
  refund,
  claim,
  payTax,
];

const rules = new Map<Step, StepRule>([...Object.values(roads).flat(), ...undoing].map((rule) => [rule.step, rule]));

/** Every step has one rule, whatever road it stands on. */
export const ruleOf = (step: Step): StepRule | undefined => rules.get(step);

export const forwardRoad = ({ started }: Pick<Underway, 'started'>): readonly StepRule[] =>
  roads[started.terms.mode] ?? [];

/** The road that the order is on, without the steps that do not apply. */
export function roadOf(underway: Underway): readonly StepRule[] {
  const road = underway.ending === undefined ? forwardRoad(underway) : undoing;
  return road.filter((rule) => rule.applies?.(underway) ?? true);
}
