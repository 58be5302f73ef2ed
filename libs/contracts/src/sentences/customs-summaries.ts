import type { CustomsEvent, Only } from '../catalogue.ts';
import { counted, type Sentences } from '../language.ts';

type Summarising = Only<
  CustomsEvent,
  | 'DeclarationSummarised'
  | 'DeclarationEntered'
  | 'SummaryOpened'
  | 'SummaryListAdded'
  | 'SummaryApplied'
  | 'SummaryPartSent'
  | 'SummaryReplyRecorded'
  | 'SummaryAccepted'
  | 'SummaryReturned'
  | 'SummaryDeclared'
  | 'SummaryOverdue'
  | 'StatisticsStated'
  | 'SummaryResultUnmatched'
>;

const aside = (text: string) => (text === '' ? '' : ` (${text})`);
const asideZh = (text: string) => (text === '' ? '' : `（${text}）`);
// 2026-04-15T15:59:59.999Z is the 15th in China; what is due ends with a day of China.
const chinaDay = (instant: string) => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10);

/** What is said of summary declarations: lists that were released one by one and are declared by the month. */
export const summarySentences: Sentences<Summarising> = {
  DeclarationSummarised: {
    en: ({ month, statisticsFlag }) =>
      statisticsFlag === 'A'
        ? `The list counts in the statistics of ${month}; no declaration follows.`
        : `The list is part of the summary declaration of ${month}.`,
    zh: ({ month, statisticsFlag }) =>
      statisticsFlag === 'A' ? `清单计入 ${month} 汇总统计，不再汇总申报。` : `清单已列入 ${month} 汇总申报。`,
  },
  DeclarationEntered: {
    en: ({ entryId }) => `Customs declared the list under export declaration ${entryId}: refund of tax can be claimed.`,
    zh: ({ entryId }) => `清单已汇总为出口报关单 ${entryId}，可据以办理出口退税。`,
  },
  SummaryOpened: {
    en: ({ month, key, dueUntil }) =>
      key.statisticsFlag === 'A'
        ? `The statistics of ${month} to ${key.destination} are opened.`
        : `The summary of ${month} to ${key.destination} is opened; it must be declared by ${chinaDay(dueUntil)}.`,
    zh: ({ month, key, dueUntil }) =>
      key.statisticsFlag === 'A'
        ? `${month} 运抵国 ${key.destination} 的汇总统计已建立。`
        : `${month} 运抵国 ${key.destination} 的汇总申报已建立，须于 ${chinaDay(dueUntil)} 前申报。`,
  },
  SummaryListAdded: {
    en: ({ list }) => `List ${list.invtNo} is closed and waits to be summed up.`,
    zh: ({ list }) => `清单 ${list.invtNo} 已结关，待汇总。`,
  },
  SummaryApplied: {
    en: ({ invtNos, lines, copNo }) =>
      `Customs is asked to declare ${counted(invtNos.length, 'list')} together, merged to ${counted(lines.length, 'line')} (request ${copNo}).`,
    zh: ({ invtNos, lines, copNo }) =>
      `已提交汇总申请单 ${copNo}：清单 ${invtNos.length} 份，归并为 ${lines.length} 项商品。`,
  },
  SummaryPartSent: {
    en: ({ part }) => `The single window has taken part ${part} of the summary request (CEB701).`,
    zh: ({ part }) => `单一窗口已接收汇总申请单（CEB701）第 ${part} 部分。`,
  },
  SummaryReplyRecorded: {
    en: ({ reply, moves }) =>
      `The summary request is answered with status ${reply.status}${aside(reply.info)}${moves ? '' : '; this changes nothing'}.`,
    zh: ({ reply, moves }) =>
      `汇总申请单收到回执：状态 ${reply.status}${asideZh(reply.info)}${moves ? '' : '，不影响当前状态'}。`,
  },
  SummaryAccepted: {
    en: ({ sumNo }) => `Customs takes the summary request${aside(sumNo)} and makes declarations of it.`,
    zh: ({ sumNo }) => `海关已受理汇总申请单${asideZh(sumNo)}，将生成报关单。`,
  },
  SummaryReturned: {
    en: ({ status, info }) => `The summary request was sent back: ${status}${aside(info)}.`,
    zh: ({ status, info }) => `汇总申请单被退回：${status}${asideZh(info)}。`,
  },
  SummaryDeclared: {
    en: ({ result }) =>
      result.entryId === ''
        ? `Customs made a draft declaration of ${counted(result.invtNos.length, 'list')} (state ${result.state}).`
        : `Customs declared ${counted(result.invtNos.length, 'list')} under ${result.entryId}.`,
    zh: ({ result }) =>
      result.entryId === ''
        ? `海关已将 ${result.invtNos.length} 份清单生成报关单草稿（状态 ${result.state}）。`
        : `${result.invtNos.length} 份清单已汇总为报关单 ${result.entryId}。`,
  },
  SummaryOverdue: {
    en: ({ dueUntil, lists }) =>
      `The summary was to be declared by ${chinaDay(dueUntil)}: ${counted(lists, 'list')} not with customs.`,
    zh: ({ dueUntil, lists }) => `汇总申报已过期限 ${chinaDay(dueUntil)}，尚有 ${lists} 份清单未申报。`,
  },
  StatisticsStated: {
    en: ({ invtNos, lines }) =>
      `The month's statistics stand: ${counted(invtNos.length, 'list')}, ${counted(lines.length, 'line')}.`,
    zh: ({ invtNos, lines }) => `当月汇总统计已形成：清单 ${invtNos.length} 份，${lines.length} 项商品。`,
  },
  SummaryResultUnmatched: {
    en: ({ result }) =>
      `A summary result names request ${result.sumNo}, which is none of ours; somebody must look at it.`,
    zh: ({ result }) => `汇总结果单所涉申请编号 ${result.sumNo} 不属于本系统，需人工处理。`,
  },
};
