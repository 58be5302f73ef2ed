import type { CustomsEvent, customsRefusals, Only } from '@portolan/contracts';
import { type Decider, type Decision, madeId, refuse } from '@portolan/eventsourcing';
import { decimal, type Money } from '@portolan/money';

/** What one buyer has used of a calendar year's allowance, by order. Amounts are dutiable values in CNY. */
export interface Allowance {
  readonly orders: Readonly<Record<string, Use>>;
}

interface Use {
  readonly amount: Money;
  readonly used: boolean;
}

export type AllowanceCommand =
  | {
      readonly type: 'Reserve';
      readonly allowanceId: string;
      /** Keyed hash of the identity number. */
      readonly buyer: string;
      /** Calendar year in China. */
      readonly year: number;
      readonly orderId: string;
      readonly declarationId: string;
      readonly amount: Money;
      /** The year's limit on the day of the declaration. */
      readonly limit: Money;
    }
  | { readonly type: 'Use'; readonly allowanceId: string; readonly orderId: string }
  /** Goods of the order came back: so much of its value counts no more. */
  | {
      readonly type: 'GiveBackPart';
      readonly allowanceId: string;
      readonly orderId: string;
      /** Of the return. */
      readonly number: number;
      readonly amount: Money;
    }
  | { readonly type: 'GiveBack'; readonly allowanceId: string; readonly orderId: string; readonly reason: string };

export type AllowanceEvent = Only<CustomsEvent, 'AllowanceReserved' | 'AllowanceUsed' | 'AllowanceGivenBack'>;

type Code = keyof typeof customsRefusals;

export const allowanceId = (tenant: string, buyer: string, year: number): string =>
  madeId('allowance', tenant, buyer, year);

/**
 * One buyer's allowance of one year (财关税〔2018〕49号). Reserved before a list is matched, so of two orders at the same
 * time only those pass that fit together; used at release; given back where the list is taken back for good.
 */
export const allowance: Decider<Allowance, AllowanceCommand, AllowanceEvent, Code> & { readonly name: string } = {
  name: 'allowance',
  initial: { orders: {} },

  decide(command, state) {
    const { allowanceId, orderId } = command;
    const known = state.orders[orderId];
    switch (command.type) {
      case 'Reserve':
        return reserve(command, state);
      case 'Use':
        if (known === undefined || known.used) return [];
        return [{ type: 'AllowanceUsed', data: { allowanceId, orderId, amount: known.amount } }];
      case 'GiveBackPart': {
        if (known === undefined || command.amount.minor <= 0n) return [];
        const part = command.amount.minor < known.amount.minor ? command.amount : known.amount;
        return [givenBack(allowanceId, orderId, part, `RETURN_${command.number}`)];
      }
      case 'GiveBack':
        return known === undefined ? [] : [givenBack(allowanceId, orderId, known.amount, command.reason)];
    }
  },

  evolve(state, { type, data }) {
    const { [data.orderId]: before, ...others } = state.orders;
    if (type === 'AllowanceGivenBack') {
      const rest = (before?.amount.minor ?? 0n) - data.amount.minor;
      if (before === undefined || rest <= 0n) return { orders: others };
      return { orders: { ...others, [data.orderId]: { ...before, amount: { ...before.amount, minor: rest } } } };
    }
    const use: Use = { amount: data.amount, used: type === 'AllowanceUsed' };
    return { orders: { ...others, [data.orderId]: use } };
  },
};

/** Sums in minor units of CNY. */
export function totals({ orders }: Allowance): { readonly reserved: bigint; readonly used: bigint } {
  let [reserved, used] = [0n, 0n];
  for (const use of Object.values(orders)) {
    if (use.used) used += use.amount.minor;
    else reserved += use.amount.minor;
  }
  return { reserved, used };
}

function reserve(
  command: Extract<AllowanceCommand, { type: 'Reserve' }>,
  state: Allowance,
): Decision<AllowanceEvent, Code> {
  const { type: _type, limit, ...reserved } = command;
  const { allowanceId, orderId, amount, year } = reserved;
  const known = state.orders[orderId];
  if (known !== undefined && (known.used || known.amount.minor === amount.minor)) return [];
  const { reserved: held, used } = totals(state);
  // An order that is drafted anew with another value gives its old share back first.
  const left = limit.minor - held - used + (known?.amount.minor ?? 0n);
  if (amount.minor > left) {
    const shown = { left: decimal({ ...limit, minor: left < 0n ? 0n : left }), limit: decimal(limit) };
    return refuse('ALLOWANCE_EXCEEDED', { year: String(year), wanted: decimal(amount), ...shown });
  }
  const again = known === undefined ? [] : [givenBack(allowanceId, orderId, known.amount, 'REDRAFTED')];
  return [...again, { type: 'AllowanceReserved', data: reserved }];
}

function givenBack(allowanceId: string, orderId: string, amount: Money, reason: string): AllowanceEvent {
  return { type: 'AllowanceGivenBack', data: { allowanceId, orderId, amount, reason } };
}
