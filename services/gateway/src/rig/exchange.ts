import {
  DealView,
  FirmQuoteView,
  HedgeView,
  ListExposuresReply,
  ListRatesReply,
  ProfitAndLossReply,
  ValueDateView,
} from '@portolan/contracts/fx/v1/exchange';
import { DealTerms } from '@portolan/contracts/fx/v1/types';
import type { As, Ask } from './asking.ts';

type Request = Readonly<Record<string, unknown>>;
type Handler = (request: Request, as: As) => unknown;
type Write = (path: string, as: string, body: unknown) => Ask;

const at = '2026-03-02T01:00:00.000Z';
const usd = (minor: bigint) => ({ minor, currency: 'USD' });
const cny = (minor: bigint) => ({ minor, currency: 'CNY' });
const terms = DealTerms.fromPartial({
  ...{ pair: 'USD/CNY', sell: usd(1_000_000n), buy: cny(7_100_000n), fixedSide: 'SELL', spotRate: '7.1200' },
  ...{ forwardPoints: '0.0000', midRate: '7.1200', clientRate: '7.1000', spread: '0.0200', mid: cny(7_120_000n) },
  ...{ fee: usd(0n), deposit: usd(0n), tradeDate: '2026-03-02', spotDate: '2026-03-04', valueDate: '2026-03-04' },
  ...{ tenor: 'SPOT', cutOff: '2026-03-04T08:30:00.000Z', strategy: 'EARLIEST_ON_BOTH', calendars: ['USD-2027.1'] },
});
const quoteView = FirmQuoteView.fromPartial({ id: 'firm-1', state: 'FIRM', terms, createdAt: at, expiresAt: at });
const dealView = DealView.fromPartial({ id: 'deal-1', state: 'FUNDED', terms, bookedAt: at, marketValue: cny(5n) });
const dateView = ValueDateView.fromPartial({ pair: 'USD/CNY', valueDate: '2026-10-08', cutOff: at });
const ratesReply = ListRatesReply.fromPartial({ rates: [{ pair: 'USD/CNY', mid: '7.1200', observedAt: at }] });
const exposed = { receivable: usd(1n), unconverted: usd(0n), escrow: usd(0n), payable: usd(0n), deals: usd(0n) };
const exposuresReply = ListExposuresReply.fromPartial({
  buckets: [{ currency: 'USD', valueDate: '2026-03-09', ...exposed, net: usd(1n) }],
  positions: [{ currency: 'USD', net: usd(1n), valueAtRisk: usd(0n), within: true }],
});
const hedgeView = HedgeView.fromPartial({
  ...{ dealId: 'deal-1', hedged: usd(8n), exposed: usd(10n), ratio: '0.8000', state: 'WITHIN' },
  exposures: [{ reference: 'order-1', amount: usd(10n) }],
});
const results = ProfitAndLossReply.fromPartial({
  lines: [{ day: '2026-03-02', cause: 'SPREAD', amount: cny(20_000n) }],
  totals: [cny(20_000n)],
});

/** How requests of these routes go. */
export function exchangeSamples(write: Write): Readonly<Record<string, Ask>> {
  const merchant = 'merchant-shenzhen';
  const sell = { amount: '4000.00', currency: 'USD' };
  const conversion = { sell, buyCurrency: 'CNY', value: '1M', lockMinutes: 15 };
  const exposures = [{ reference: 'order-1', amount: sell }];
  const on = (what: string, body: unknown) => write(`/v1/exchange/${what}`, merchant, body);
  return {
    'GET /v1/exchange/indications': {
      path: '/v1/exchange/indications?sell=USD&buy=CNY&amount=100.00&side=SELL&value=SPOT&lockMinutes=15',
      as: merchant,
    },
    'POST /v1/exchange/quotes': on('quotes', conversion),
    'GET /v1/exchange/quotes/{id}': { path: '/v1/exchange/quotes/firm-1', as: merchant },
    'POST /v1/exchange/quotes/{id}/acceptance': on('quotes/firm-1/acceptance', {}),
    'POST /v1/exchange/quotes/{id}/withdrawal': on('quotes/firm-1/withdrawal', {}),
    'GET /v1/exchange/deals': { path: '/v1/exchange/deals?state=FUNDED', as: merchant },
    'GET /v1/exchange/deals/{id}': { path: '/v1/exchange/deals/deal-1', as: merchant },
    'POST /v1/exchange/deals/{id}/funding': on('deals/deal-1/funding', {}),
    'POST /v1/exchange/deals/{id}/cancellation': on('deals/deal-1/cancellation', { reason: 'Called off' }),
    'POST /v1/exchange/deals/{id}/roll': on('deals/deal-1/roll', { value: '1M' }),
    'POST /v1/exchange/deals/{id}/split': on('deals/deal-1/split', { sell }),
    'POST /v1/exchange/deals/{id}/drawdown': on('deals/deal-1/drawdown', { sell, valueDate: '2026-03-10' }),
    'POST /v1/exchange/deals/{id}/hedge': on('deals/deal-1/hedge', { exposures }),
    'POST /v1/exchange/deals/{id}/hedge/release': on('deals/deal-1/hedge/release', { reason: 'Called off' }),
    'POST /v1/exchange/rates': write('/v1/exchange/rates', 'portolan', {
      pair: 'USD/CNY',
      mid: '7.12',
      source: 'bank',
    }),
    'GET /v1/exchange/rates': { path: `/v1/exchange/rates?pair=USD%2FCNY&asOf=${at}`, as: merchant },
    'GET /v1/exchange/calendars/value-date': {
      path: '/v1/exchange/calendars/value-date?pair=USD%2FCNY&trade=2026-09-29&value=SPOT',
      as: merchant,
    },
    'GET /v1/exchange/exposures': { path: '/v1/exchange/exposures', as: merchant },
    'GET /v1/exchange/hedges': { path: '/v1/exchange/hedges', as: merchant },
    'GET /v1/exchange/limits': { path: '/v1/exchange/limits', as: merchant },
    'POST /v1/exchange/limits': write('/v1/exchange/limits', 'portolan', {
      name: 'RATE_AGE',
      value: '30',
      reason: 'x',
    }),
    'GET /v1/exchange/profit-and-loss': {
      path: '/v1/exchange/profit-and-loss?from=2026-03-01&until=2026-03-31',
      as: merchant,
    },
    'POST /v1/exchange/revaluations': write('/v1/exchange/revaluations', 'portolan', {
      ...{ tenant: merchant, day: '2026-02-28' },
    }),
  };
}

interface Means {
  one<View>(view: View, id: string, code: string): (request: Request, as: As) => View;
  list(rows: Request): Handler;
  command(id: string): Handler;
  commandOn(id: string, code: string, kind?: string): Handler;
}

/** What stands in for the service behind them. */
export function exchangeStandIns({ one, list, command, commandOn }: Means): Readonly<Record<string, Handler>> {
  const onQuote = commandOn('firm-1', 'FIRM_QUOTE_NOT_FOUND');
  const onDeal = commandOn('deal-1', 'DEAL_NOT_FOUND');
  const onHedge: Handler = (request, as) => onDeal({ ...request, id: request['dealId'] }, as);
  return {
    'fx.getIndication': () => ({ ...quoteView, id: '', state: 'INDICATIVE' }),
    'fx.giveQuote': command('firm-2'),
    'fx.getQuote': one(quoteView, 'firm-1', 'FIRM_QUOTE_NOT_FOUND'),
    ...{ 'fx.acceptQuote': onQuote, 'fx.withdrawQuote': onQuote },
    'fx.listDeals': list({ deals: [dealView] }),
    'fx.getDeal': one(dealView, 'deal-1', 'DEAL_NOT_FOUND'),
    ...{ 'fx.fundDeal': onDeal, 'fx.cancelDeal': onDeal, 'fx.rollDeal': onDeal, 'fx.splitDeal': onDeal },
    ...{ 'fx.designateHedge': onHedge, 'fx.releaseHedge': onHedge },
    'fx.publishRate': command('USD/CNY'),
    'fx.listRates': () => ratesReply,
    'fx.getValueDate': () => dateView,
    'fx.listExposures': () => exposuresReply,
    'fx.listHedges': (_request, as) => ({ hedges: as.tenant === 'merchant-shenzhen' ? [hedgeView] : [] }),
    'fx.setLimit': command('RATE_AGE'),
    'fx.listLimits': () => ({ limits: [{ name: 'RATE_AGE', value: '60', about: 'seconds', aboutZh: '秒' }] }),
    'fx.getProfitAndLoss': () => results,
    'fx.revalue': command('2026-02-28'),
  };
}
