import type { FxEvent, fxRefusals, Only } from '@portolan/contracts';
import { type Decider, type Decision, type Facts, madeId, refuse } from '@portolan/eventsourcing';
import { add, compare, formatMoney, isZero, type Money, money, subtract } from '@portolan/money';

export type SecurityEvent = Only<
  FxEvent,
  'DepositTaken' | 'DepositReturned' | 'DepositUsed' | 'AdvanceGiven' | 'AdvanceRecovered' | 'AdvanceOverdue'
>;
type SecurityRefusal = Extract<keyof typeof fxRefusals, `SECURITY_${string}`>;
type Answer = Decision<SecurityEvent, SecurityRefusal>;

interface OfSecurity {
  readonly securityId: string;
}

interface Referring extends OfSecurity {
  /** What it is for: the dispute, the escrow. */
  readonly reference: string;
  readonly amount: Money;
}

export type SecurityCommand =
  | ({ readonly type: 'TakeDeposit'; readonly amount: Money } & OfSecurity)
  | ({ readonly type: 'ReturnDeposit'; readonly amount: Money } & OfSecurity)
  /** So much of what is disputed the merchant has not: the deposit stands in, then the platform pays first. */
  | ({ readonly type: 'Cover'; readonly months: number } & Referring)
  /** Of what is released, what was advanced is taken back. */
  | ({ readonly type: 'Recover' } & Referring)
  /** The merchant gets so much of a dispute back: what was advanced for it first, then the deposit. */
  | ({ readonly type: 'Restore' } & Referring)
  | ({ readonly type: 'CheckAdvance' } & OfSecurity);

/** What covered a dispute. */
export interface Covered {
  readonly deposit: Money;
  readonly advance: Money;
}

export interface Security {
  readonly deposit: Money;
  readonly owed: Money;
  /** Until when what is owed must have come back, RFC 3339; '' where nothing is. */
  readonly due: string;
  readonly overdue: boolean;
  /** By dispute. */
  readonly covered: Readonly<Record<string, Covered>>;
  /** By escrow: what was taken back of its release; by dispute: of what the merchant won. */
  readonly recovered: Readonly<Record<string, Money>>;
  /** By dispute: what the deposit got back. */
  readonly restored: Readonly<Record<string, Money>>;
}

/** One per merchant and currency. */
export function securityId(tenant: string, currency: string): string {
  return madeId('security', tenant, currency);
}

const nothing = money(0n, 'USD');

/** What stands in where a merchant's balance is short: its deposit (保证金), then an advance of the platform (垫付). */
export const security: Decider<Security, SecurityCommand, SecurityEvent, SecurityRefusal> & {
  readonly name: 'security';
} = {
  name: 'security',
  initial: {
    ...{ deposit: nothing, owed: nothing, due: '', overdue: false },
    ...{ covered: {}, recovered: {}, restored: {} },
  },

  decide(command, state, facts) {
    if (command.type === 'CheckAdvance') return check(command.securityId, state, facts);
    const [deposit, owed] = [inCurrency(state.deposit, command.amount), inCurrency(state.owed, command.amount)];
    switch (command.type) {
      case 'TakeDeposit':
        return takeDeposit(command.securityId, command.amount, deposit);
      case 'ReturnDeposit':
        return returnDeposit(command.securityId, command.amount, deposit, owed);
      case 'Cover':
        return cover(command, { ...state, deposit, owed }, facts);
      case 'Recover':
        return recover(command, { ...state, deposit, owed });
      case 'Restore':
        return restore(command, { ...state, deposit, owed });
    }
  },

  evolve(state, event) {
    switch (event.type) {
      case 'DepositTaken': {
        const { reference, amount, deposit } = event.data;
        const restored = reference === '' ? state.restored : { ...state.restored, [reference]: amount };
        return { ...state, deposit, restored };
      }
      case 'DepositReturned':
        return { ...state, deposit: event.data.deposit };
      case 'DepositUsed': {
        const { reference, amount, deposit } = event.data;
        const before = coveredBy(state, reference, amount);
        return { ...state, deposit, ...changed(state, reference, { ...before, deposit: add(before.deposit, amount) }) };
      }
      case 'AdvanceGiven': {
        const { reference, amount, owed, due } = event.data;
        const before = coveredBy(state, reference, amount);
        const now = { ...before, advance: add(before.advance, amount) };
        return { ...state, owed, due: state.due === '' ? due : state.due, ...changed(state, reference, now) };
      }
      case 'AdvanceRecovered': {
        const { reference, amount, owed } = event.data;
        const recovered = { ...state.recovered, [reference]: amount };
        return isZero(owed) ? { ...state, owed, recovered, due: '', overdue: false } : { ...state, owed, recovered };
      }
      case 'AdvanceOverdue':
        return { ...state, overdue: true };
    }
  },
};

const inCurrency = (known: Money, { currency }: Money) => (isZero(known) ? money(0n, currency) : known);
const least = (a: Money, b: Money) => (compare(a, b) < 0 ? a : b);

function takeDeposit(id: string, amount: Money, deposit: Money): Answer {
  if (amount.minor <= 0n) return refuse('SECURITY_AMOUNT_INVALID', { amount: formatMoney(amount) });
  return [{ type: 'DepositTaken', data: { securityId: id, amount, deposit: add(deposit, amount), reference: '' } }];
}

function returnDeposit(id: string, amount: Money, deposit: Money, owed: Money): Answer {
  if (amount.minor <= 0n) return refuse('SECURITY_AMOUNT_INVALID', { amount: formatMoney(amount) });
  if (compare(amount, deposit) > 0 || !isZero(owed)) {
    return refuse('SECURITY_DEPOSIT_SHORT', { deposit: formatMoney(deposit), amount: formatMoney(amount) });
  }
  return [{ type: 'DepositReturned', data: { securityId: id, amount, deposit: subtract(deposit, amount) } }];
}

/** What covered this dispute so far. */
export function coveredBy({ covered }: Security, reference: string, { currency }: Money): Covered {
  return covered[reference] ?? { deposit: money(0n, currency), advance: money(0n, currency) };
}

const changed = ({ covered }: Security, reference: string, now: Covered) => ({
  covered: { ...covered, [reference]: now },
});

function cover(
  { securityId: id, reference, amount, months }: Extract<SecurityCommand, { type: 'Cover' }>,
  state: Security,
  { at }: Facts,
): Answer {
  const before = coveredBy(state, reference, amount);
  const missing = subtract(amount, add(before.deposit, before.advance));
  if (missing.minor <= 0n) return [];
  const used = least(missing, state.deposit);
  const advance = subtract(missing, used);
  const events: SecurityEvent[] = [];
  if (!isZero(used)) {
    const deposit = subtract(state.deposit, used);
    events.push({ type: 'DepositUsed', data: { securityId: id, reference, amount: used, deposit } });
  }
  if (!isZero(advance)) {
    const data = {
      securityId: id,
      reference,
      amount: advance,
      owed: add(state.owed, advance),
      due: monthsAfter(at, months),
    };
    events.push({ type: 'AdvanceGiven', data });
  }
  return events;
}

function monthsAfter(at: string, months: number): string {
  const date = new Date(at);
  date.setUTCMonth(date.getUTCMonth() + months);
  return date.toISOString();
}

/** Once for each release: as much as there is, and not more than is owed. */
function recover({ securityId: id, reference, amount }: Referring, { owed, recovered }: Security): Answer {
  const taken = least(amount, owed);
  if (recovered[reference] !== undefined || taken.minor <= 0n) return [];
  return [
    { type: 'AdvanceRecovered', data: { securityId: id, reference, amount: taken, owed: subtract(owed, taken) } },
  ];
}

function restore({ securityId: id, reference, amount }: Referring, state: Security): Answer {
  const { owed, deposit, recovered, restored } = state;
  if (recovered[reference] !== undefined || restored[reference] !== undefined) return [];
  const { advance, deposit: used } = coveredBy(state, reference, amount);
  const freed = least(least(amount, advance), owed);
  const events: SecurityEvent[] = [];
  if (!isZero(freed)) {
    const data = { securityId: id, reference, amount: freed, owed: subtract(owed, freed) };
    events.push({ type: 'AdvanceRecovered', data });
  }
  const rest = least(subtract(amount, freed), used);
  if (!isZero(rest)) {
    events.push({
      type: 'DepositTaken',
      data: { securityId: id, amount: rest, deposit: add(deposit, rest), reference },
    });
  }
  return events;
}

function check(id: string, { owed, due, overdue }: Security, { at }: Facts): Answer {
  if (isZero(owed) || overdue || due === '' || at < due) return [];
  return [{ type: 'AdvanceOverdue', data: { securityId: id, owed, due } }];
}
