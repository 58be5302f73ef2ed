import { isRefusal } from '@portolan/eventsourcing';
import { facts } from '@portolan/testkit';
import { describe, expect, test } from 'vitest';
import * as imports from '../rig/bonded.ts';
import * as exports from '../rig/story.ts';
import type { CaseDocument } from './documents.ts';
import { type Declare, type MatchCase, type MatchCaseEvent, matchCase, type RecordDocument } from './match-case.ts';
import { documentKinds } from './waiting.ts';

type Version = { readonly right: CaseDocument; readonly wrong: CaseDocument };

const direct: readonly Version[] = [
  {
    right: { $case: 'order', value: exports.order },
    wrong: { $case: 'order', value: { ...exports.order, goodsValue: { minor: 1n, currency: 'USD' } } },
  },
  {
    right: { $case: 'receipt', value: exports.receipt },
    wrong: { $case: 'receipt', value: { ...exports.receipt, orderNo: 'SO-9' } },
  },
  {
    right: { $case: 'waybill', value: exports.waybill },
    wrong: { $case: 'waybill', value: { ...exports.waybill, orderNo: 'SO-9' } },
  },
];
const bonded: readonly Version[] = [
  {
    right: { $case: 'order', value: imports.order },
    wrong: { $case: 'order', value: { ...imports.order, goodsValue: imports.yuan(1n) } },
  },
  {
    right: { $case: 'payment', value: imports.payment },
    wrong: { $case: 'payment', value: { ...imports.payment, orderNo: 'SO-9' } },
  },
  {
    right: { $case: 'waybill', value: imports.waybill },
    wrong: { $case: 'waybill', value: { ...imports.waybill, orderNo: 'SO-9' } },
  },
];
const ids = { caseId: 'case-1', declarationId: 'declaration-1' };
const declareDirect: Declare = {
  type: 'Declare',
  ...ids,
  ...{ tradeMode: '9610', destination: 'US', netWeight: '', insurance: { minor: 0n, currency: 'USD' } },
  ...{ office: exports.office, goods: exports.goods },
};
const declareBonded: Declare = {
  type: 'Declare',
  ...ids,
  ...{ tradeMode: '1210', destination: 'CN', netWeight: '', insurance: { minor: 0n, currency: 'CNY' } },
  ...{ office: imports.office, goods: imports.goods, bonded: imports.bonded },
};

/** Every order in which these can come, where some come before others. */
function orders<T>(left: readonly T[], mayCome: (one: T, left: readonly T[]) => boolean): (readonly T[])[] {
  if (left.length === 0) return [[]];
  return left
    .filter((one) => mayCome(one, left))
    .flatMap((one) => {
      const rest = left.filter((other) => other !== one);
      return orders(rest, mayCome).map((tail) => [one, ...tail]);
    });
}

/** What becomes of the case where the documents come in this order and the list is asked for after each of them. */
function play(arrivals: readonly CaseDocument[], declare: Declare) {
  let state: MatchCase = matchCase.initial;
  const told: MatchCaseEvent[] = [];
  const run = (command: RecordDocument | Declare) => {
    const decision = matchCase.decide(command, state, facts());
    if (isRefusal(decision)) return decision.refused;
    for (const event of decision) state = matchCase.evolve(state, event);
    told.push(...decision);
    return decision.at(-1)?.type;
  };
  const outcomes = arrivals.map((document) => {
    const kind = documentKinds[document.$case];
    run({ type: 'RecordDocument', caseId: 'case-1', orderId: 'order-1', kind, document, returned: false });
    return run(declare);
  });
  return { state, told, outcomes };
}

describe.each([
  ['direct mail', direct, declareDirect],
  ['bonded import', bonded, declareBonded],
] as const)('documents in any order: %s', (_mode, documents, declare) => {
  test('each of the six orders opens one case and ends in the same one', () => {
    const arrivals = orders(documents, () => true);
    expect(arrivals).toHaveLength(6);
    const [first, ...others] = arrivals.map((order) =>
      play(
        order.map(({ right }) => right),
        declare,
      ),
    );
    expect(first?.outcomes.at(-1)).toBe('CaseMatched');
    for (const other of others) {
      expect(other.state).toEqual(first?.state);
      expect(other.told.filter(({ type }) => type === 'CaseOpened')).toHaveLength(1);
      expect(other.told.at(-1)).toEqual(first?.told.at(-1));
    }
  });

  test('so does each of the ninety in which every document is wrong at first and mended later', () => {
    const steps = documents.flatMap(({ right, wrong }) => [
      { name: right.$case, document: wrong, mends: false },
      { name: right.$case, document: right, mends: true },
    ]);
    // A correction comes after what it corrects.
    const arrivals = orders(
      steps,
      (one, left) => !one.mends || !left.some((other) => other.name === one.name && !other.mends),
    );
    expect(arrivals).toHaveLength(90);
    const [first, ...others] = arrivals.map((order) =>
      play(
        order.map(({ document }) => document),
        declare,
      ),
    );
    for (const played of [first, ...others]) {
      expect(played?.state).toEqual(first?.state);
      expect(played?.outcomes.at(-1)).toBe('CaseMatched');
      // Nothing matches before the last correction, and what is there and wrong is told each time.
      expect(new Set(played?.outcomes.slice(0, -1))).not.toContain('CaseMatched');
    }
    expect(Object.values(first?.state.versions ?? {}).toSorted()).toEqual([0, 2, 2, 2]);
  });
});
