import { formatMoney } from '@portolan/money';
import type { CustomsEvent, Only } from '../catalogue.ts';
import { counted, type Sentences } from '../language.ts';

type Returning = Only<
  CustomsEvent,
  | 'ImportTaxGivenBack'
  | 'ListReturnRequested'
  | 'ListReturnSent'
  | 'ListReturnReplied'
  | 'ListReturnGranted'
  | 'ListReturnRejected'
>;

const aside = (text: string) => (text === '' ? '' : ` (${text})`);
const asideZh = (text: string) => (text === '' ? '' : `（${text}）`);
const chinaDay = (instant: string) => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10);

/** What is said of goods that come back after customs released them. */
export const returnSentences: Sentences<Returning> = {
  ImportTaxGivenBack: {
    en: ({ amount }) => `${formatMoney(amount)} of the list's tax is not levied: its goods came back.`,
    zh: ({ amount }) => `因退货，清单税款 ${formatMoney(amount)} 不予征收。`,
  },
  ListReturnRequested: {
    en: ({ invtNo, lines, backBy, reason }) =>
      `Customs is asked to let ${counted(lines.length, 'line')} of list ${invtNo} come back (${reason}); the goods must be back by ${chinaDay(backBy)}.`,
    zh: ({ invtNo, lines, backBy, reason }) =>
      `申请清单 ${invtNo} 的 ${lines.length} 项商品退货（${reason}），货物须于 ${chinaDay(backBy)} 前退回。`,
  },
  ListReturnSent: {
    en: ({ number }) => `The single window has taken return request ${number} of the list.`,
    zh: ({ number }) => `单一窗口已接收该清单的第 ${number} 份退货申请单。`,
  },
  ListReturnReplied: {
    en: ({ number, reply, moves }) =>
      `Return request ${number} is answered with status ${reply.status}${aside(reply.info)}${moves ? '' : '; this changes nothing'}.`,
    zh: ({ number, reply, moves }) =>
      `第 ${number} 份退货申请单收到回执：状态 ${reply.status}${asideZh(reply.info)}${moves ? '' : '，不影响当前状态'}。`,
  },
  ListReturnGranted: {
    en: ({ value, tax }) =>
      `Customs lets goods of ${formatMoney(value)} come back${tax === undefined ? '' : `; ${formatMoney(tax)} of tax is not levied`}.`,
    zh: ({ value, tax }) =>
      `海关准予退货，货值 ${formatMoney(value)}${tax === undefined ? '' : `，相应税款 ${formatMoney(tax)} 不予征收`}。`,
  },
  ListReturnRejected: {
    en: ({ status, info }) => `Customs does not let the goods come back: ${status}${aside(info)}.`,
    zh: ({ status, info }) => `海关不予退货：${status}${asideZh(info)}。`,
  },
};
