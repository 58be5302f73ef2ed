import { madeId } from '@portolan/eventsourcing';
import { add, type Money, money, negate, subtract } from '@portolan/money';
import { credit, debit, gain, posting } from './entries.ts';
import type { Posting } from './ledger.ts';

// What each step of a deal books. Every transaction balances per currency, and each id is made of what it books.

/** The figures of a deal's terms. */
export interface DealFigures {
  readonly dealId: string;
  readonly tenant: string;
  readonly sell: Money;
  readonly buy: Money;
  /** `sell` at the middle rate, in the bought currency. */
  readonly mid: Money;
  readonly spread: Money;
  /** mid − buy − spread. */
  readonly rounding: Money;
  readonly fee: Money;
  readonly deposit: Money;
}

type Of<Field extends keyof DealFigures> = Pick<DealFigures, 'dealId' | 'tenant' | Field>;

/** Held until the deal is settled or ended: Dr 2000 · Cr 2400 of the deal. */
export function depositHeld({ dealId, tenant, deposit }: Of<'deposit'>): Posting {
  return posting('DEAL_DEPOSIT', dealId, '', dealStep(dealId, 'deposit'), [
    debit(2000, deposit, tenant),
    credit(2400, deposit, dealId),
  ]);
}

/** A deal is split: Dr 2400 of the whole · Cr 2400 of each part. */
export function depositMoved(dealId: string, parts: readonly Pick<DealFigures, 'dealId' | 'deposit'>[]): Posting {
  return posting('DEAL_DEPOSIT_MOVED', dealId, '', dealStep(dealId, 'ended'), [
    ...parts.map(({ deposit }) => debit(2400, deposit, dealId)),
    ...parts.map((part) => credit(2400, part.deposit, part.dealId)),
  ]);
}

/** What is sold, and the fee, are set aside: Dr 2000 · Cr 2350 of the deal. */
export function dealFunded({ dealId, tenant, sell, fee }: Of<'sell' | 'fee'>): Posting {
  const funds = add(sell, fee);
  return posting('DEAL_FUNDS', dealId, '', dealStep(dealId, 'funds'), [
    debit(2000, funds, tenant),
    credit(2350, funds, dealId),
  ]);
}

/** The deal takes no funds any more: Dr 2350 · Cr 2000. */
export function dealFundsFreed({ dealId, tenant, sell, fee }: Of<'sell' | 'fee'>): Posting {
  const funds = add(sell, fee);
  return posting('DEAL_FUNDS_FREED', dealId, '', dealStep(dealId, 'funds-freed'), [
    debit(2350, funds, dealId),
    credit(2000, funds, tenant),
  ]);
}

/**
 * On the value date. Sold currency: Dr 2350 · Cr 3000 · Cr 4000 fee; Dr 2400 · Cr 2000 the deposit. Bought currency:
 * Dr 3000 at the middle rate · Cr 2000 what the client gets · Cr 4100 the spread · 5900 what rounding leaves.
 */
export function dealSettled(deal: DealFigures): Posting {
  const { dealId, tenant, sell, buy, mid, spread, rounding, fee, deposit } = deal;
  return posting('DEAL', dealId, '', dealStep(dealId, 'ended'), [
    ...[debit(2350, add(sell, fee), dealId), credit(3000, sell), gain(4000, fee)],
    ...[debit(2400, deposit, dealId), credit(2000, deposit, tenant)],
    ...[debit(3000, mid), credit(2000, buy, tenant), gain(4100, spread), gain(5900, rounding)],
  ]);
}

/** The deal with the bank: Dr 3000 · Cr 1000, Dr 1000 · Cr 3000; what its rate differs from the middle goes to 4200. */
export function dealCovered({ dealId, sell, mid }: Of<'sell' | 'mid'>, bankReference: string, bought: Money): Posting {
  return posting('DEAL_COVER', bankReference, '', dealStep(dealId, 'cover'), [
    ...[debit(3000, sell), credit(1000, sell)],
    ...[debit(1000, bought), credit(3000, mid), gain(4200, subtract(bought, mid))],
  ]);
}

/**
 * A deal is ended early: its deposit is the client's again, and so is a gain: Dr 4200 · Cr 2000. A loss is the client's
 * too: Dr 2000 · Cr 4200; where it is taken in the other currency, over the position (3000).
 * @param result in the pair's second currency; above zero: the client gains
 * @param loss what a loss takes from the client, in the currency that the deal sold
 */
export function dealClosedOut({ dealId, tenant, deposit }: Of<'deposit'>, result: Money, loss: Money): Posting {
  const back = [debit(2400, deposit, dealId), credit(2000, deposit, tenant)];
  return posting('DEAL_CLOSE_OUT', dealId, '', dealStep(dealId, 'ended'), [
    ...back,
    ...(result.minor >= 0n ? gained(tenant, result) : lost(tenant, negate(result), loss)),
  ]);
}

const gained = (tenant: string, result: Money) => [debit(4200, result), credit(2000, result, tenant)];

function lost(tenant: string, result: Money, loss: Money) {
  if (loss.currency === result.currency) return [debit(2000, loss, tenant), credit(4200, loss)];
  return [...[debit(2000, loss, tenant), credit(3000, loss)], ...[debit(3000, result), credit(4200, result)]];
}

/**
 * Positions valued at the rates of a day: Dr 3000 · Cr 4300 in the currency of the books, and the other way round
 * where they lost. The day after it is taken back.
 * @param day yyyy-mm-dd
 */
export function revalued(day: string, difference: Money): readonly [Posting, Posting] {
  const next = new Date(Date.parse(day) + 86_400_000).toISOString();
  const [up, amount] = [difference.minor > 0n, money(size(difference.minor), difference.currency)];
  const entries = up ? [debit(3000, amount), credit(4300, amount)] : [debit(4300, amount), credit(3000, amount)];
  const back = up ? [debit(4300, amount), credit(3000, amount)] : [debit(3000, amount), credit(4300, amount)];
  return [
    posting('REVALUATION', day, `${day}T23:59:59.999Z`, madeId('transaction', 'revaluation', day), entries),
    posting('REVALUATION_REVERSED', day, next, madeId('transaction', 'revaluation', day, 'back'), back),
  ];
}

const size = (minor: bigint) => (minor < 0n ? -minor : minor);

// A deal ends one way: settled, closed out or split.
const dealStep = (dealId: string, role: string) => madeId('transaction', dealId, role);
