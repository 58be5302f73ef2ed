import { money } from '@portolan/money';
import { anyHistory, holds } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { it } from 'vitest';
import { type BopCommand, bop } from './bop.ts';

const draft: BopCommand = {
  ...{ type: 'DraftBop', declarationId: 'd1', orderId: 'o1', orderNo: 'SO-1', dueAt: '' },
  content: {
    ...{
      direction: 'BOP_DIRECTION_RECEIPT',
      amount: money(500n, 'USD'),
      code: '122030',
      remark: '网购',
      refund: false,
    },
    ...{ counterpartyCountry: 'DE', originalId: '', prepayment: false, bonded: false, grossLines: [], fundsId: 'f1' },
    ...{ servicerReference: 'CR1', verificationSheet: false },
  },
};
const submit: BopCommand = { type: 'SubmitBop', codes: ['122030'] };
const correct = (code: string, minor: bigint): BopCommand => ({
  ...{ type: 'CorrectBop', code, remark: '', counterpartyCountry: '', reason: '' },
  grossLines: minor === 0n ? [] : [{ kind: 'GOODS', amount: money(minor, 'USD') }],
});
const wild: fc.Arbitrary<BopCommand> = fc.oneof(
  fc.constantFrom('', 'one').map((number): BopCommand => ({ type: 'AcceptBop', number })),
  fc.constantFrom('', 'two').map((reason): BopCommand => ({ type: 'RejectBop', reason })),
  fc.constantFrom<BopCommand>(submit, { type: 'SubmitBop', codes: [] }),
  fc.tuple(fc.constantFrom('', '121010', 'x'), fc.constantFrom(0n, 500n, 400n)).map((of) => correct(...of)),
);

it('versions grow one by one, and what was accepted or is there changes by a new version alone', () => {
  anyHistory('fx bop', {
    service: 'fx',
    aggregate: bop,
    roads: [
      [draft, submit, { type: 'AcceptBop', number: '1' }, correct('', 500n), submit],
      [
        draft,
        submit,
        { type: 'RejectBop', reason: 'code' },
        correct('', 0n),
        submit,
        { type: 'AcceptBop', number: '1' },
      ],
    ],
    wild,
    events: {
      BopDeclarationDrafted: true,
      BopDeclarationCorrected: true,
      BopDeclarationSubmitted: true,
      BopDeclarationAccepted: true,
      BopDeclarationRejected: true,
    },
    laws({ before, after, events }) {
      const corrected = events.some(({ type }) => type === 'BopDeclarationCorrected');
      holds(after.version - before.version === (corrected || before.version === 0 ? 1 : 0), 'one version more', events);
      holds(corrected || before.version === 0 || after.content === before.content, 'said by a new version', events);
      holds(!(corrected && before.status === 'SUBMITTED'), 'not while the authority has it', events);
    },
  });
});
