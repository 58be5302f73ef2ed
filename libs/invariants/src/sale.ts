import type { Complete } from '@portolan/contracts';
import type { Terms } from '@portolan/contracts/fx/v1/types';
import { minorDigits } from '@portolan/money';
import { said } from './figures.ts';
import type { Flaw, Invariant, Of } from './invariant.ts';

interface Sale {
  readonly flaw: Flaw | undefined;
}

/** Counted here once more, by nothing but whole numbers: amount × rate, half to even, in minor units of what is bought. */
function converted(minor: bigint, from: string, rate: string, to: string): bigint {
  const [whole = '', fraction = ''] = rate.split('.');
  const scale = fraction.length + minorDigits(from);
  const numerator = minor * BigInt(whole + fraction) * 10n ** BigInt(minorDigits(to));
  const divisor = 10n ** BigInt(scale);
  const [floor, rest] = [numerator / divisor, (numerator % divisor) * 2n];
  const up = rest > divisor || (rest === divisor && floor % 2n === 1n);
  return up ? floor + 1n : floor;
}

function termsFlaw(event: string, { sell, buy, bankBuy, clientRate, bankRate }: Complete<Terms>): Flaw | undefined {
  for (const [what, amount, rate] of [
    ['buy', buy, clientRate],
    ['bankBuy', bankBuy, bankRate],
  ] as const) {
    const expected = converted(sell.minor, sell.currency, rate, amount.currency);
    if (amount.minor === expected) continue;
    const right = said({ minor: expected, currency: amount.currency });
    return { code: 'ROUNDED', data: { event, what, sell: said(sell), rate, amount: said(amount), expected: right } };
  }
  return undefined;
}

const fold = {
  about: ({ data }: Of<'RateLocked'> | Of<'SaleRequested'>) => [data.quoteId],
  next: (_: Sale, { data, meta }: Of<'RateLocked'> | Of<'SaleRequested'>) => ({
    flaw: termsFlaw(meta.id, data.terms),
  }),
};

/** Each amount of a sale of currency comes from what is sold and its own rate, rounded once. */
export const sale: Invariant<Sale> = {
  name: 'sale-rounding',
  holds: {
    en: 'Each amount of a sale of currency is what is sold times its own rate, rounded once, half to even.',
    zh: '结汇的每项金额均由卖出金额乘以各自汇率，仅四舍六入五成双一次得出。',
  },
  flaws: {
    ROUNDED: {
      en: '{event}: {sell} at {rate} is {expected}, and {what} says {amount}.',
      zh: '{event}：{sell} 按 {rate} 应为 {expected}，而 {what} 为 {amount}。',
    },
  },
  across: false,
  begin: () => ({ flaw: undefined }),
  on: { RateLocked: fold, SaleRequested: fold },
  never: ({ flaw }) => flaw,
};
