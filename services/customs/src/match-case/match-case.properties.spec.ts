import { fold, isRefusal } from '@portolan/eventsourcing';
import { facts } from '@portolan/testkit';
import { anyHistory, holds, plain, type Step, thorough } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import * as imported from '../rig/bonded.ts';
import * as exported from '../rig/story.ts';
import type { CaseDocument } from './documents.ts';
import { type Declare, type MatchCase, type MatchCaseEvent, matchCase, type RecordDocument } from './match-case.ts';

const ids = { caseId: 'C1', orderId: 'O1' };
const record = (kind: RecordDocument['kind'], document: CaseDocument, returned = false): RecordDocument => ({
  ...{ type: 'RecordDocument', ...ids, kind, document, returned },
});
type Documents = readonly RecordDocument[];
const exports: Documents = [
  record('DOCUMENT_KIND_ORDER', { $case: 'order', value: exported.order }),
  record('DOCUMENT_KIND_RECEIPT', { $case: 'receipt', value: exported.receipt }),
  record('DOCUMENT_KIND_WAYBILL', { $case: 'waybill', value: exported.waybill }),
];
const imports: Documents = [
  record('DOCUMENT_KIND_ORDER', { $case: 'order', value: imported.order }),
  record('DOCUMENT_KIND_PAYMENT', { $case: 'payment', value: imported.payment }),
  record('DOCUMENT_KIND_WAYBILL', { $case: 'waybill', value: imported.waybill }),
];
const declare: Declare = {
  ...{ type: 'Declare', caseId: 'C1', declarationId: 'D1', tradeMode: '9610', destination: 'US', netWeight: '' },
  ...{ insurance: { minor: 0n, currency: 'USD' }, office: exported.office, goods: exported.goods },
};
const declareImport: Declare = {
  ...{ ...declare, tradeMode: '1210', destination: 'CN', insurance: { minor: 0n, currency: 'CNY' } },
  ...{ office: imported.office, goods: imported.goods, bonded: imported.bonded },
};

/** The same documents with one thing in them that the others contradict, or that no message could carry. */
const changed = (returned: boolean): Documents => [
  record(
    'DOCUMENT_KIND_ORDER',
    { $case: 'order', value: { ...exported.order, freight: { minor: 1n, currency: 'USD' } } },
    returned,
  ),
  record(
    'DOCUMENT_KIND_RECEIPT',
    { $case: 'receipt', value: { ...exported.receipt, charge: { minor: 7n, currency: 'USD' } } },
    returned,
  ),
  record('DOCUMENT_KIND_WAYBILL', { $case: 'waybill', value: { ...exported.waybill, grossWeight: '0.2' } }, returned),
  record('DOCUMENT_KIND_WAYBILL', { $case: 'waybill', value: { ...exported.waybill, waybillNo: '' } }, returned),
];
const wild: fc.Arbitrary<RecordDocument | Declare> = fc.oneof(
  fc.constantFrom(...exports, ...imports, ...changed(true), ...changed(false)),
  fc.constantFrom(declare, declareImport),
  fc
    .record({
      tradeMode: fc.constantFrom('9610', '9810', '1210', 'XXXX'),
      destination: fc.constantFrom('US', 'CN', 'XX'),
      netWeight: fc.constantFrom('', '0.5', '-1', '99'),
      again: fc.constantFrom(undefined, { returned: true }, { returned: false }),
    })
    .map(({ again, ...change }): Declare => ({ ...declare, ...change, ...(again === undefined ? {} : { again }) })),
);

function laws({ before, after, events, history }: Step<MatchCase, unknown, MatchCaseEvent>): void {
  const opened = history.filter(({ type }) => type === 'CaseOpened').length;
  holds(opened === 1 && history[0]?.type === 'CaseOpened', 'a case is opened once, first', history);
  for (const kind of ['order', 'receipt', 'payment', 'waybill'] as const) {
    const versions = history.flatMap((event) =>
      event.type === 'DocumentRecorded' && event.data.document.$case === kind ? [event.data.documentVersion] : [],
    );
    holds(
      versions.every((version, index) => version === index + 1),
      'versions of a document run 1, 2, 3',
      versions,
    );
  }
  for (const event of events) {
    if (event.type === 'CaseMismatched') holds(event.data.differences.length > 0, 'it says what differs', event);
    if (event.type === 'CaseMatched') holds(after.matched && after.list !== undefined, 'with its list', after);
  }
  if (before.matched && !after.matched)
    holds(
      events.some(({ type }) => type === 'DocumentRecorded' || type === 'CaseMismatched'),
      'not for nothing',
      events,
    );
}

describe('a case', () => {
  it('counts versions, and is matched only by a list that agrees', () => {
    anyHistory('customs match case', {
      service: 'customs',
      aggregate: matchCase,
      roads: [
        [...exports, declare],
        [...imports, declareImport],
        [...exports, ...changed(true).slice(1, 2), declare],
      ],
      wild,
      events: {
        ...{ CaseOpened: true, DocumentRecorded: true, ListDrafted: true, CaseMatched: true, CaseMismatched: true },
      } as Record<MatchCaseEvent['type'], true>,
      // A list that customs sent back is matched anew each time that it is asked.
      counts: (command) => command.type === 'Declare',
      laws,
    });
  });

  it.each([
    ['9610', exports, changed(false).slice(0, 3), declare],
    ['1210', imports, [], declareImport],
  ] as const)('of %s comes out the same in whatever order its documents come', (_, documents, others, asked) => {
    const result = (order: readonly RecordDocument[]): string => {
      let state = matchCase.initial;
      for (const document of order) {
        const decision = matchCase.decide(document, state, facts());
        if (!isRefusal(decision)) state = fold(matchCase, state, decision);
      }
      const decision = matchCase.decide(asked, state, facts());
      return plain(decision);
    };
    const one = fc.nat({ max: Math.max(0, others.length - 1) });
    fc.assert(
      fc.property(one, fc.boolean(), fc.shuffledSubarray([0, 1, 2], { minLength: 3 }), (which, differs, order) => {
        const other = differs ? others[which] : undefined;
        const all = documents.map((each) => (each.kind === other?.kind ? other : each));
        const shuffled = order.flatMap((index) => all[index] ?? []);
        holds(result(shuffled) === result(all), 'the same result', order);
      }),
      thorough('customs match case orders'),
    );
  });
});
