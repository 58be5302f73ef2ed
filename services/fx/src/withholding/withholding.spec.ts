import { money } from '@portolan/money';
import { given } from '@portolan/testkit';
import { anyHistory, holds } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type WithholdingCommand, type WithholdingEvent, withholding, withholdingId } from './withholding.ts';

const about = { withholdingId: 'w', escrowId: 'e', orderId: 'o', orderNo: 'N-1', amount: money(400n, 'USD') };
const withhold: WithholdingCommand = { type: 'Withhold', ...about, reason: 'Brand not licensed' };
const appeal: WithholdingCommand = { type: 'Appeal', grounds: 'Licence attached' };
const decide = (outcome: 'RELEASED' | 'UPHELD'): WithholdingCommand => ({
  ...{ type: 'DecideWithholding', outcome, reason: 'Seen' },
});
const withheld: WithholdingEvent = { type: 'ProceedsWithheld', data: { ...about, reason: 'Brand not licensed' } };
const appealed: WithholdingEvent = {
  type: 'WithholdingAppealed',
  data: { withholdingId: 'w', orderId: 'o', grounds: 'Licence attached' },
};
const decided = (outcome: string): WithholdingEvent => ({
  type: 'WithholdingDecided',
  data: { ...about, outcome, reason: 'Seen' },
});

describe('withheld proceeds', () => {
  it('are withheld, appealed, and released or upheld, each once', () => {
    given(withholding, []).when(withhold).then([withheld]);
    given(withholding, [withheld]).when(withhold).thenNothing();
    given(withholding, [withheld]).when(appeal).then([appealed]);
    given(withholding, [withheld, appealed]).when(appeal).thenNothing();
    given(withholding, [withheld, appealed])
      .when(decide('UPHELD'))
      .then([decided('UPHELD')]);
    given(withholding, [withheld])
      .when(decide('RELEASED'))
      .then([decided('RELEASED')]);
    given(withholding, [withheld, decided('RELEASED')])
      .when(decide('RELEASED'))
      .thenNothing();
    given(withholding, [withheld, decided('RELEASED')])
      .when(decide('UPHELD'))
      .thenRefused('WITHHOLDING_NOT_NOW');
    given(withholding, [withheld, decided('UPHELD')])
      .when(appeal)
      .thenRefused('WITHHOLDING_NOT_NOW');
    given(withholding, []).when(appeal).thenRefused('WITHHOLDING_NOT_FOUND');
    expect(withholdingId('m', 'a')).not.toBe(withholdingId('m', 'b'));
  });

  it('are decided once, whatever is asked', () => {
    anyHistory('fx withholding', {
      service: 'fx',
      aggregate: withholding,
      roads: [[withhold, appeal, decide('UPHELD')]],
      wild: fc.constantFrom(withhold, appeal, decide('RELEASED'), decide('UPHELD')),
      events: { ProceedsWithheld: true, WithholdingAppealed: true, WithholdingDecided: true },
      over: ({ status }) => (status === 'RELEASED' || status === 'UPHELD' ? status : undefined),
      laws: ({ history }) =>
        holds(history.filter(({ type }) => type === 'WithholdingDecided').length <= 1, 'decided once', history),
    });
  });
});
