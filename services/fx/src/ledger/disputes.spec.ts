import { parseMoney } from '@portolan/money';
import { describe, expect, it } from 'vitest';
import {
  chargeReversed,
  depositReturned,
  depositTaken,
  disputeFee,
  disputeHeld,
  disputeSettled,
  refundConverted,
} from './disputes.ts';
import type { Posting } from './ledger.ts';

const usd = (text: string) => parseMoney(text, 'USD');
const cad = (text: string) => parseMoney(text, 'CAD');
const hold = { holdId: 'd', escrowId: 'e', tenant: 'm' };
const written = ({ entries }: Posting) =>
  entries.map(({ accountId, side, amount }) => `${side === 'SIDE_DEBIT' ? 'Dr' : 'Cr'} ${accountId} ${amount.minor}`);

describe('a dispute', () => {
  it('sets aside what the escrow holds, then what the merchant has, its deposit, and an advance', () => {
    const from = { held: usd('60.00'), merchant: usd('25.00'), deposit: usd('10.00'), advance: usd('5.00') };
    expect(written(disputeHeld(hold, usd('100.00'), from))).toEqual([
      ...['Dr 2100.USD.e 6000', 'Dr 2000.USD.m 2500', 'Dr 2400.USD.m 1000', 'Dr 1300.USD.m 500'],
      'Cr 2150.USD.d 10000',
    ]);
  });

  it('has a fee that is gone, won or lost', () => {
    expect(written(disputeFee('d', usd('15.00')))).toEqual(['Dr 5000.USD 1500', 'Cr 1200.USD.acquirer 1500']);
  });

  it('is divided: to the buyer by the way the money came, to where it was taken from', () => {
    const back = { held: usd('40.00'), merchant: usd('15.00'), deposit: usd('10.00'), advance: usd('5.00') };
    const shares = [{ fundsId: 'f', amount: usd('30.00') }];
    expect(written(disputeSettled(hold, { shares }, usd('100.00'), back))).toEqual([
      ...['Dr 2150.USD.d 10000', 'Cr 2300.USD.f 3000', 'Cr 1300.USD.m 500', 'Cr 2400.USD.m 1000'],
      ...['Cr 2000.USD.m 1500', 'Cr 2100.USD.e 4000'],
    ]);
  });

  it('over a card that is lost: Dr 2150 · Cr 1200; taken back by its issuer: Dr 1200 · Cr 2000', () => {
    const none = usd('0.00');
    const nothing = { held: none, merchant: none, deposit: none, advance: none };
    const lost = disputeSettled(hold, { charged: usd('100.00') }, usd('100.00'), nothing);
    expect(written(lost)).toEqual(['Dr 2150.USD.d 10000', 'Cr 1200.USD.acquirer 10000']);
    expect(written(chargeReversed('d', 'm', usd('100.00')))).toEqual([
      'Dr 1200.USD.acquirer 10000',
      'Cr 2000.USD.m 10000',
    ]);
  });
});

it('a deposit: Dr 2000 · Cr 2400, and back', () => {
  expect(written(depositTaken('s', 'c', 'm', usd('5.00')))).toEqual(['Dr 2000.USD.m 500', 'Cr 2400.USD.m 500']);
  expect(written(depositReturned('s', 'x', 'm', usd('5.00')))).toEqual(['Dr 2400.USD.m 500', 'Cr 2000.USD.m 500']);
});

describe('a refund of money that was converted', () => {
  const rates = { taken: '1.35', now: '1.40', currency: 'CAD' };

  it('reverses at the rate of then, moves at the rate of now: USD 100 is 135, 5 and 140', () => {
    const books = refundConverted('r', 'm', usd('100.00'), rates);
    expect(books === undefined ? [] : written(books)).toEqual([
      `Dr 2000.CAD.m ${cad('135.00').minor}`,
      `Dr 4200.CAD ${cad('5.00').minor}`,
      `Cr 1100.CAD ${cad('140.00').minor}`,
    ]);
  });

  it('gains where the rate fell, and books nothing where it is nothing', () => {
    const fallen = refundConverted('r', 'm', usd('100.00'), { ...rates, now: '1.30' });
    expect(fallen === undefined ? [] : written(fallen)).toContain('Cr 4200.CAD 500');
    expect(refundConverted('r', 'm', usd('0.01'), { taken: '0.2', now: '0.2', currency: 'CAD' })).toBeUndefined();
  });
});
