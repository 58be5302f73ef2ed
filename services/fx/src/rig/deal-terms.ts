import type { Complete } from '@portolan/contracts';
import type { DealTerms } from '@portolan/contracts/fx/v1/types';
import { money } from '@portolan/money';

/** Terms of the worked example: USD 10,000.00 at 7.1000, the middle being 7.1200. `units` sells another amount of cents. */
export function exampleTerms(units = 1_000_000n, change: Partial<Complete<DealTerms>> = {}): Complete<DealTerms> {
  return {
    ...{ pair: 'USD/CNY', fixedSide: 'SELL', spotRate: '7.1200', forwardPoints: '0.0000', midRate: '7.1200' },
    ...{ clientRate: '7.1000', spread: '0.0200' },
    sell: money(units, 'USD'),
    buy: money((units * 71n) / 10n, 'CNY'),
    mid: money((units * 712n) / 100n, 'CNY'),
    fee: money(0n, 'USD'),
    deposit: money(0n, 'USD'),
    ...{ tradeDate: '2026-03-02', spotDate: '2026-03-04', valueDate: '2026-03-04', tenor: 'SPOT' },
    ...{ cutOff: '2026-03-04T08:30:00.000Z', strategy: 'EARLIEST_ON_BOTH', calendars: ['CNY-2026.1', 'USD-2027.1'] },
    ...change,
  };
}
