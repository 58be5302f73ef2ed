import { formatMoney } from '@portolan/money';
import type { FxEvent, Only } from '../catalogue.ts';
import type { Complete } from '../complete.ts';
import type { CloseOut, DealTerms } from '../gen/portolan/fx/v1/types.ts';
import type { Sentences } from '../language.ts';
import { chinaTime } from './times.ts';

type Exchanging = Only<
  FxEvent,
  | 'RatePublished'
  | 'RateHeldBack'
  | 'ExchangeLimitSet'
  | 'FirmQuoteGiven'
  | 'FirmQuoteAccepted'
  | 'FirmQuoteExpired'
  | 'FirmQuoteWithdrawn'
  | 'DealLineFreed'
  | 'DealBooked'
  | 'DealFundsAwaited'
  | 'DealFunded'
  | 'DealSettled'
  | 'DealClosed'
  | 'DealCancelled'
  | 'DealRolled'
  | 'DealSplit'
  | 'HedgeDesignated'
  | 'HedgedExposureReduced'
  | 'OverHedged'
  | 'HedgeReleased'
>;

const sale = ({ sell, buy, clientRate }: Complete<DealTerms>) =>
  `${formatMoney(sell)} → ${formatMoney(buy)} @ ${clientRate}`;

function outcome({ rate, result }: Complete<CloseOut>) {
  const amount = formatMoney({ ...result, minor: result.minor < 0n ? -result.minor : result.minor });
  if (rate === '') return { en: 'before it began', zh: '交易未生效' };
  if (result.minor === 0n) return { en: `at ${rate}, without gain or loss`, zh: `平仓汇率 ${rate}，无损益` };
  const [en, zh] = result.minor > 0n ? ['a gain', '收益'] : ['a loss', '损失'];
  return { en: `at ${rate}: ${en} of ${amount} for the client`, zh: `平仓汇率 ${rate}，客户${zh} ${amount}` };
}

const percent = (ratio: string) => `${(Number(ratio) * 100).toFixed(2)} %`;
const limit = (value: string, none: string) => (value === '' ? none : value);

/** What is said of rates, quotes, deals, hedges and limits. */
export const exchangeSentences: Sentences<Exchanging> = {
  RatePublished: {
    en: ({ pair, mid, source, approved }) =>
      `${pair} is ${mid} (${source}${approved ? ', let through by a person' : ''}).`,
    zh: ({ pair, mid, source, approved }) => `${pair} 汇率 ${mid}（${source}${approved ? '，人工放行' : ''}）。`,
  },
  RateHeldBack: {
    en: ({ pair, mid, parity, deviation, limit: most }) =>
      `${pair} at ${mid} is ${percent(deviation)} off its reference ${parity} (limit ${percent(most)}): nothing is quoted until a person has looked.`,
    zh: ({ pair, mid, parity, deviation, limit: most }) =>
      `${pair} 汇率 ${mid} 偏离参考价 ${parity} 达 ${percent(deviation)}（上限 ${percent(most)}），人工核实前暂停报价。`,
  },
  ExchangeLimitSet: {
    en: ({ name, before, after, reason }) =>
      `The limit ${name} was ${limit(before, 'none')} and is ${limit(after, 'none')}: ${reason}.`,
    zh: ({ name, before, after, reason }) =>
      `限额 ${name} 由 ${limit(before, '无')} 调整为 ${limit(after, '无')}：${reason}。`,
  },
  FirmQuoteGiven: {
    en: ({ terms, expiresAt }) =>
      `${sale(terms)} was offered for ${terms.valueDate}, firm until ${chinaTime(expiresAt, 'en')}.`,
    zh: ({ terms, expiresAt }) =>
      `报出有效汇率：${sale(terms)}，起息日 ${terms.valueDate}，有效期至${chinaTime(expiresAt, 'zh')}。`,
  },
  FirmQuoteAccepted: {
    en: ({ terms }) => `${sale(terms)} was accepted, for ${terms.valueDate}.`,
    zh: ({ terms }) => `已接受报价：${sale(terms)}，起息日 ${terms.valueDate}。`,
  },
  FirmQuoteExpired: {
    en: ({ quoteId }) => `Quote ${quoteId} ran out unused.`,
    zh: ({ quoteId }) => `报价 ${quoteId} 未使用，已失效。`,
  },
  FirmQuoteWithdrawn: {
    en: ({ quoteId }) => `Quote ${quoteId} was withdrawn.`,
    zh: ({ quoteId }) => `报价 ${quoteId} 已撤回。`,
  },
  DealLineFreed: {
    en: ({ dealId }) => `Deal ${dealId} does not count against the limit any more.`,
    zh: ({ dealId }) => `交易 ${dealId} 不再占用限额。`,
  },
  DealBooked: {
    en: ({ terms }) => `The deal is booked: ${sale(terms)}, value ${terms.valueDate} (${terms.tenor}).`,
    zh: ({ terms }) => `交易已成交：${sale(terms)}，起息日 ${terms.valueDate}（${terms.tenor}）。`,
  },
  DealFundsAwaited: {
    en: ({ until }) => `The deal waits for its money until ${chinaTime(until, 'en')}.`,
    zh: ({ until }) => `交易待资金到位，截止${chinaTime(until, 'zh')}。`,
  },
  DealFunded: {
    en: ({ amount }) => `${formatMoney(amount)} is set aside for the deal.`,
    zh: ({ amount }) => `已为交易冻结 ${formatMoney(amount)}。`,
  },
  DealSettled: {
    en: ({ terms, spread }) => `The deal is settled: ${sale(terms)}, of which the spread is ${formatMoney(spread)}.`,
    zh: ({ terms, spread }) => `交易已交割：${sale(terms)}，其中汇差 ${formatMoney(spread)}。`,
  },
  DealClosed: {
    en: ({ bankReference, bought }) => `The bank covers the deal with ${formatMoney(bought)} (${bankReference}).`,
    zh: ({ bankReference, bought }) => `银行平盘完成，得 ${formatMoney(bought)}（${bankReference}）。`,
  },
  DealCancelled: {
    en: ({ reason, closeOut }) => `The deal is cancelled (${reason}), closed out ${outcome(closeOut).en}.`,
    zh: ({ reason, closeOut }) => `交易已取消（${reason}），${outcome(closeOut).zh}。`,
  },
  DealRolled: {
    en: ({ renewed, closeOut }) =>
      `The deal is rolled to ${renewed.terms.valueDate} at ${renewed.terms.clientRate}, closed out ${outcome(closeOut).en}.`,
    zh: ({ renewed, closeOut }) =>
      `交易展期至 ${renewed.terms.valueDate}，新汇率 ${renewed.terms.clientRate}，${outcome(closeOut).zh}。`,
  },
  DealSplit: {
    en: ({ parts }) =>
      `The deal is split: ${parts.map(({ terms }) => `${formatMoney(terms.sell)} for ${terms.valueDate}`).join(', ')}.`,
    zh: ({ parts }) =>
      `交易已拆分：${parts.map(({ terms }) => `${formatMoney(terms.sell)}（${terms.valueDate}）`).join('、')}。`,
  },
  HedgeDesignated: {
    en: ({ dealId, hedged, exposures, ratio }) =>
      `Deal ${dealId} hedges ${formatMoney(hedged)} of ${exposures.length === 1 ? 'one order' : `${exposures.length} orders`}, ${percent(ratio)} of them.`,
    zh: ({ dealId, hedged, exposures, ratio }) =>
      `交易 ${dealId} 对冲 ${exposures.length} 笔订单的 ${formatMoney(hedged)}，比例 ${percent(ratio)}。`,
  },
  HedgedExposureReduced: {
    en: ({ reference, left }) => `Of what order ${reference} exposes, ${formatMoney(left)} is left.`,
    zh: ({ reference, left }) => `订单 ${reference} 的敞口剩余 ${formatMoney(left)}。`,
  },
  OverHedged: {
    en: ({ dealId, hedged, exposed }) =>
      `Deal ${dealId} hedges ${formatMoney(hedged)}, more than the ${formatMoney(exposed)} that is left: close it out or designate it anew.`,
    zh: ({ dealId, hedged, exposed }) =>
      `交易 ${dealId} 对冲 ${formatMoney(hedged)}，超过剩余敞口 ${formatMoney(exposed)}，须平仓或重新指定。`,
  },
  HedgeReleased: {
    en: ({ dealId, reason }) => `Deal ${dealId} hedges nothing any more: ${reason}.`,
    zh: ({ dealId, reason }) => `交易 ${dealId} 不再用于对冲：${reason}。`,
  },
};
