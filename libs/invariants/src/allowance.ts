import type { CustomsEvent, Only } from '@portolan/contracts';
import { said } from './figures.ts';
import type { Flaw, Fold, Invariant, Observed } from './invariant.ts';

/** What one buyer has of one year's allowance, in minor units of CNY. */
export interface Allowance {
  readonly reserved: bigint;
  readonly used: bigint;
  /** Shares by order. A share that was used is known by 'used'. */
  readonly shares: Readonly<Record<string, { readonly minor: bigint; readonly used: boolean }>>;
  readonly flaw: Flaw | undefined;
}

type Share = Observed<Only<CustomsEvent, 'AllowanceReserved' | 'AllowanceUsed' | 'AllowanceGivenBack'>>;

// CNY 26,000 a calendar year (财关税〔2018〕49号).
const limit = 2_600_000n;
const cny = (minor: bigint) => said({ minor, currency: 'CNY' });

const fold: Fold<Allowance, Share> = {
  about: ({ data }) => [data.allowanceId],
  next(before, { type, data, meta }) {
    const { [data.orderId]: share, ...others } = before.shares;
    const { minor } = data.amount;
    const wrong = { code: 'SHARE_WRONG', data: { order: data.orderId, amount: cny(minor), event: meta.id } };
    if (type === 'AllowanceReserved') {
      const shares = { ...others, [data.orderId]: { minor, used: false } };
      return { ...before, shares, reserved: before.reserved + minor, flaw: share === undefined ? undefined : wrong };
    }
    const held = share !== undefined && share.minor === minor;
    if (type === 'AllowanceUsed') {
      const shares = { ...others, [data.orderId]: { minor, used: true } };
      const [reserved, used] = [before.reserved - minor, before.used + minor];
      return { shares, reserved, used, flaw: held && !share.used ? undefined : wrong };
    }
    const [reserved, used] = share?.used
      ? [before.reserved, before.used - minor]
      : [before.reserved - minor, before.used];
    return { shares: others, reserved, used, flaw: held ? undefined : wrong };
  },
};

/** What a buyer's orders take of a year's allowance is never above the limit, whatever runs in parallel. */
export const allowance: Invariant<Allowance> = {
  name: 'allowance',
  holds: {
    en: "A buyer's yearly allowance, reserved and used, is never exceeded; each order takes its share once.",
    zh: '消费者年度限额（已用与预留之和）从不超出，每个订单只占用一次。',
  },
  flaws: {
    EXCEEDED: {
      en: "Allowance {allowance}: {reserved} reserved and {used} used are above the year's {limit}.",
      zh: '限额 {allowance}：预留 {reserved}、已用 {used}，超过年度限额 {limit}。',
    },
    SHARE_WRONG: {
      en: '{event} moves a share of {amount} of order {order} that does not stand so.',
      zh: '{event} 变更订单 {order} 的份额 {amount}，与其现有份额不符。',
    },
  },
  across: false,
  begin: () => ({ reserved: 0n, used: 0n, shares: {}, flaw: undefined }),
  on: { AllowanceReserved: fold, AllowanceUsed: fold, AllowanceGivenBack: fold },
  never({ reserved, used, flaw }, id) {
    if (flaw !== undefined) return flaw;
    if (reserved + used <= limit) return undefined;
    const data = { allowance: id, reserved: cny(reserved), used: cny(used), limit: cny(limit) };
    return { code: 'EXCEEDED', data };
  },
};
