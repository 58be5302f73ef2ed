import { describe, expect, it } from 'vitest';
import { createInvariants } from './invariants.ts';
import { sayBreach } from './say.ts';

const answer = (refused: string, passing = false) => ({
  ...{ command: 'orders.steps.v1|t/order/1@1|0', tenant: 't', stream: 't/order/1', time: '2026-03-02T01:00:00.000Z' },
  ...{ refused, passing },
});

describe('answers', () => {
  it('stay what they were', () => {
    const { answered } = createInvariants();
    for (const refused of ['STOCK_SHORT', 'STOCK_SHORT']) expect(answered(answer(refused))).toEqual([]);
  });

  it('may be given again where nothing was refused', () => {
    const { answered } = createInvariants();
    expect([...answered(answer('')), ...answered(answer(''))]).toEqual([]);
  });

  it('that only say "not yet" may be others later', () => {
    const { answered } = createInvariants();
    expect([...answered(answer('NOT_YET', true)), ...answered(answer(''))]).toEqual([]);
  });

  it.each([
    ['', 'CARRIED_OUT_LATER', 'carried out when it was given again'],
    ['PARCEL_LEFT', 'REFUSED_OTHERWISE', 'another reason (PARCEL_LEFT)'],
  ])('do not become %j', (later, code, said) => {
    const { answered } = createInvariants();
    answered(answer('STOCK_SHORT'));
    const [breach] = answered(answer(later));
    expect(breach?.code).toBe(code);
    expect(breach && sayBreach('en', breach)).toContain(said);
  });
});
