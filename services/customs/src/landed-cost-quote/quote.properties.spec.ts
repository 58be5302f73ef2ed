import { anyHistory, holds } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { it } from 'vitest';
import { costQuote, type QuoteCost } from './quote.ts';

const yuan = (minor: bigint) => ({ minor, currency: 'CNY' });
const blank = { from: '', scheme: '', declaration: '', between: '', channel: '', postalMethod: '', gift: false };
const wild: fc.Arbitrary<QuoteCost> = fc
  .record({
    total: fc.bigInt(-1n, 600_000n),
    hsCode: fc.constantFrom('1901101000', '1901101000', '9999999999', ''),
    quantity: fc.constantFrom('1', '0', '1.5', 'x'),
    at: fc.constantFrom('', '2026-03-02T12:00:00+08:00', '2018-12-31T12:00:00+08:00', 'today'),
    destination: fc.constantFrom('', 'CN', 'DE', 'XX'),
    regime: fc.constantFrom('CN_RETAIL_IMPORT', 'CN_RETAIL_IMPORT', 'CN_GENERAL_TRADE', 'EU_IMPORT', 'MOON'),
  })
  .map(({ total, hsCode, quantity, at, destination, regime }) => {
    const goods = { line: 1, hsCode, origin: 'NZ', quantity, total: yuan(total), measures: [], vat: '' };
    return {
      ...{ type: 'QuoteCost', quoteId: 'Q1' },
      question: {
        ...{ ...blank, regime, mode: '1210', at, destination, freight: yuan(1_200n), insurance: yuan(0n), rates: [] },
        ...{ usedThisYear: yuan(0n), goods: [{ ...goods, preference: false }] },
      },
    };
  });

it('a quote is worked out once, and says the same for good', () => {
  anyHistory('customs landed-cost quote', {
    service: 'customs',
    aggregate: costQuote,
    roads: [[]],
    wild,
    events: { LandedCostQuoted: true },
    over: ({ quoted }) => quoted?.quotedAt,
    laws: ({ history }) => holds(history.length === 1, 'once', history),
  });
});
