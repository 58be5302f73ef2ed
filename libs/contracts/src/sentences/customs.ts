import { formatMoney } from '@portolan/money';
import type { CustomsEvent } from '../catalogue.ts';
import type { MessageKind } from '../gen/portolan/customs/v1/types.ts';
import type { Sentences } from '../language.ts';
import { matchingSentences } from './customs-matching.ts';
import { paymentDataSentences } from './customs-payment-data.ts';
import { returnSentences } from './customs-returns.ts';
import { summarySentences } from './customs-summaries.ts';
import { flawTexts } from './flaws.ts';

type Names<Kind extends string> = Readonly<Record<Kind, { readonly en: string; readonly zh: string }>>;

const messages: Names<MessageKind> = {
  MESSAGE_KIND_UNSPECIFIED: { en: 'message', zh: '报文' },
  MESSAGE_KIND_CEB303: { en: 'order message (CEB303)', zh: '订单报文（CEB303）' },
  MESSAGE_KIND_CEB403: { en: 'receipt message (CEB403)', zh: '收款单报文（CEB403）' },
  MESSAGE_KIND_CEB505: { en: 'waybill message (CEB505)', zh: '运单报文（CEB505）' },
  MESSAGE_KIND_CEB603: { en: 'declaration list (CEB603)', zh: '清单报文（CEB603）' },
  MESSAGE_KIND_CEB605: { en: 'request to take the list back (CEB605)', zh: '撤销申请单（CEB605）' },
  MESSAGE_KIND_CEB311: { en: 'import order message (CEB311)', zh: '进口订单报文（CEB311）' },
  MESSAGE_KIND_CEB411: { en: 'payment message (CEB411)', zh: '支付单报文（CEB411）' },
  MESSAGE_KIND_CEB511: { en: 'import waybill message (CEB511)', zh: '进口运单报文（CEB511）' },
  MESSAGE_KIND_CEB621: { en: 'import list (CEB621)', zh: '进口清单报文（CEB621）' },
  MESSAGE_KIND_CEB623: { en: 'request to take the import list back (CEB623)', zh: '进口撤销申请单（CEB623）' },
  MESSAGE_KIND_CEB701: { en: 'summary request (CEB701)', zh: '汇总申请单（CEB701）' },
  MESSAGE_KIND_CEB625: { en: 'return request (CEB625)', zh: '进口退货申请单（CEB625）' },
  MESSAGE_KIND_CEB213: { en: 'export return (CEB213)', zh: '出口退货单（CEB213）' },
  MESSAGE_KIND_CEB507: { en: 'arrival at the site (CEB507)', zh: '运抵单（CEB507）' },
  MESSAGE_KIND_CEB509: { en: 'departure (CEB509)', zh: '离境单（CEB509）' },
  MESSAGE_KIND_CEB513: { en: 'delivery to the buyer (CEB513)', zh: '运单状态（CEB513）' },
  UNRECOGNIZED: { en: 'message', zh: '报文' },
};

// ' (text)', or nothing where customs gave no text.
const aside = (text: string) => (text === '' ? '' : ` (${text})`);
const asideZh = (text: string) => (text === '' ? '' : `（${text}）`);

// Who sent a message back, and in which words of the trade: 退单 is said of customs alone.
function returnedBy(status: string): { readonly en: string; readonly zh: string } {
  if (status === '100') return { en: 'was returned by customs', zh: '被海关退单' };
  if (status === '4') return { en: 'could not be sent to customs', zh: '发送海关失败' };
  if (status === 'DUPLICATE_KEY') {
    return { en: 'was not sent: its number belongs to another declaration', zh: '未发送：编号已属于另一份清单' };
  }
  if (status === '700') return { en: 'was sent back: customs ships the goods back', zh: '海关退运' };
  if (status === 'PERSON_FORGOTTEN') {
    return { en: 'was not sent: the person it names was erased', zh: '未发送：所涉个人信息已被删除' };
  }
  if (status.startsWith('HTTP ')) return { en: 'was not taken by the single window', zh: '被单一窗口拒收' };
  return { en: 'was refused by the port', zh: '电子口岸处理失败' };
}

const reviews: Names<string> = {
  '300': { en: 'An officer of customs examines the list.', zh: '清单转人工审核。' },
  '500': { en: 'Customs inspects the goods of the list.', zh: '清单货物被海关布控查验。' },
};

// Customs writes 20260302090203456; people read 2026-03-02 09:02.
const chinaMinute = (text: string) => text.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d).*$/, '$1-$2-$3 $4:$5');

type Notice = Extract<CustomsEvent, { type: 'TaxBillGenerated' }>['data']['notice'];

const billed = ({ duty, valueAddedTax, consumptionTax }: Notice) =>
  [['duty', duty] as const, ['VAT', valueAddedTax] as const, ['consumption tax', consumptionTax] as const]
    .flatMap(([name, amount]) => (amount === undefined ? [] : [`${name} ${formatMoney(amount)}`]))
    .join(', ');

const billedZh = ({ duty, valueAddedTax, consumptionTax }: Notice) =>
  [['关税', duty] as const, ['增值税', valueAddedTax] as const, ['消费税', consumptionTax] as const]
    .flatMap(([name, amount]) => (amount === undefined ? [] : [`${name} ${formatMoney(amount)}`]))
    .join('、');

/** What each event of customs says. */
export const customsSentences: Sentences<CustomsEvent> = {
  ...matchingSentences,
  ...paymentDataSentences,
  ...summarySentences,
  ...returnSentences,
  GoodsFiled: {
    en: ({ goods }) => `Article ${goods.sku}, ${goods.name}, is filed under commodity code ${goods.hsCode}.`,
    zh: ({ goods }) => `商品 ${goods.sku}（${goods.nameZh}）已备案，商品编码 ${goods.hsCode}。`,
  },
  DeclarationDrafted: {
    en: ({ list }) =>
      `Declaration ${list.copNo} of order ${list.orderNo} is ready for customs office ${list.customsCode}.`,
    zh: ({ list }) => `订单 ${list.orderNo} 的清单已备妥（企业内部编号 ${list.copNo}），申报海关 ${list.customsCode}。`,
  },
  MessageQueued: {
    en: ({ kind }) => `The ${messages[kind].en} is to be sent to the single window.`,
    zh: ({ kind }) => `${messages[kind].zh}待发送至单一窗口。`,
  },
  MessageSigned: {
    en: ({ kind, certificate, size, sha256 }) =>
      `The ${messages[kind].en} is written and signed with certificate ${certificate}; its ${size} bytes are kept (SHA-256 ${sha256.slice(0, 12)}…).`,
    zh: ({ kind, certificate, size, sha256 }) =>
      `${messages[kind].zh}已生成并以证书 ${certificate} 加签，原文 ${size} 字节存证（SHA-256 ${sha256.slice(0, 12)}…）。`,
  },
  MessageSent: {
    en: ({ kind }) => `The single window has taken the ${messages[kind].en}.`,
    zh: ({ kind }) => `单一窗口已接收${messages[kind].zh}。`,
  },
  ReplyRecorded: {
    en: ({ reply, moves }) =>
      `The ${messages[reply.answers].en} is answered with status ${reply.status}${aside(reply.info)}${moves ? '' : '; this changes nothing'}.`,
    zh: ({ reply, moves }) =>
      `${messages[reply.answers].zh}收到回执：状态 ${reply.status}${asideZh(reply.info)}${moves ? '' : '，不影响当前状态'}。`,
  },
  DocumentsAccepted: {
    en: () => 'Customs has stored all documents of the order: the list may go.',
    zh: () => '订单的各项单证均已由海关入库，可以申报清单。',
  },
  DeclarationStored: {
    en: ({ invtNo, preNo }) =>
      `Customs has stored the declaration as ${invtNo || preNo}; its logic checks passed, it is not released yet.`,
    zh: ({ invtNo, preNo }) => `清单 ${invtNo || preNo} 已由海关入库，逻辑校验通过，尚未放行。`,
  },
  DeclarationUnderReview: {
    en: ({ status }) => reviews[status]?.en ?? `Customs has detained the goods of the list (${status}).`,
    zh: ({ status }) => reviews[status]?.zh ?? `清单货物被海关扣留（${status}）。`,
  },
  DeclarationReleased: {
    en: ({ invtNo, releasedAt }) =>
      `Customs released list ${invtNo} at ${chinaMinute(releasedAt.original)} China time: the parcel may leave.`,
    zh: ({ invtNo, releasedAt }) =>
      `海关于北京时间 ${chinaMinute(releasedAt.original)} 放行清单 ${invtNo}，包裹可以出库发运。`,
  },
  DeclarationClosed: {
    en: ({ invtNo }) => `Customs closed list ${invtNo}: its formalities are complete.`,
    zh: ({ invtNo }) => `清单 ${invtNo} 已结关，海关手续办结。`,
  },
  DeclarationReturned: {
    en: ({ kind, status, info }) => `The ${messages[kind].en} ${returnedBy(status).en}: ${status}${aside(info)}.`,
    zh: ({ kind, status, info }) => `${messages[kind].zh}${returnedBy(status).zh}：${status}${asideZh(info)}。`,
  },
  UnknownStatusRaised: {
    en: ({ status, info }) =>
      `Customs sent status ${status}, which no table knows${aside(info)}; somebody must look at it.`,
    zh: ({ status, info }) => `海关回执状态 ${status} 不在代码表内${asideZh(info)}，需人工处理。`,
  },
  CustomsMessageReceived: {
    en: ({ replies, taxNotices, summaryResults }) =>
      summaryResults.length > 0
        ? `A message of the single window came in; summary results: ${summaryResults.length}.`
        : `A message of the single window came in; replies: ${replies.length}, tax notices: ${taxNotices.length}.`,
    zh: ({ replies, taxNotices, summaryResults }) =>
      summaryResults.length > 0
        ? `收到单一窗口报文，含 ${summaryResults.length} 份汇总结果单。`
        : `收到单一窗口报文，含 ${replies.length} 条回执、${taxNotices.length} 条税单通知。`,
  },
  CustomsMessageRefused: {
    en: ({ flaws }) => `A message from outside could not be read and is kept: ${flawTexts(flaws, 'en')}.`,
    zh: ({ flaws }) => `外部报文无法读取，已留存：${flawTexts(flaws, 'zh')}。`,
  },
  ReplyUnmatched: {
    en: ({ reply }) =>
      `A reply to the ${messages[reply.answers].en} with number ${reply.key} belongs to no declaration; somebody must look at it.`,
    zh: ({ reply }) => `${messages[reply.answers].zh}的回执（编号 ${reply.key}）找不到对应的申报，需人工处理。`,
  },
  FormatErrorUnmatched: {
    en: ({ error }) =>
      `The port could not read a message ${error.copMsgId || 'without a number'}, which we never sent; somebody must look at it.`,
    zh: ({ error }) => `电子口岸格式校验回执所指报文 ${error.copMsgId || '（无编号）'} 并非本系统发送，需人工处理。`,
  },
  TaxNoticeUnmatched: {
    en: ({ notice }) =>
      `A notice about tax bill ${notice.taxNo} names list ${notice.invtNo}, which is none of ours; somebody must look at it.`,
    zh: ({ notice }) => `税单 ${notice.taxNo} 的通知所涉清单 ${notice.invtNo} 不属于本系统，需人工处理。`,
  },
  ListNumberGiven: {
    en: ({ invtNo }) => `Customs numbered the list ${invtNo}; notices about it lead to this declaration.`,
    zh: ({ invtNo }) => `海关清单编号 ${invtNo} 归属本申报，相关通知据此对应。`,
  },
  DeclarationResubmitted: {
    en: ({ list, listVersion }) =>
      `The declaration of order ${list.orderNo} goes to customs again as version ${listVersion}, drafted anew from its documents.`,
    zh: ({ list, listVersion }) => `订单 ${list.orderNo} 的清单已按现有单证重新生成，以第 ${listVersion} 版重新申报。`,
  },
  DeclarationOverdue: {
    en: ({ kind, times }) =>
      `Nobody has answered the ${messages[kind].en} in time (${times}); it is sent again under the same ids.`,
    zh: ({ kind, times }) => `${messages[kind].zh}逾期未收到回执（第 ${times} 次），以原编号重发。`,
  },
  CancellationRequested: {
    en: ({ reason }) => `Customs is asked to let the list be taken back: ${reason}.`,
    zh: ({ reason }) => `申请向海关撤销清单：${reason}。`,
  },
  CancellationReturned: {
    en: ({ status, info }) => `Customs does not let the list be taken back: ${status}${aside(info)}.`,
    zh: ({ status, info }) => `海关不予撤销清单：${status}${asideZh(info)}。`,
  },
  DeclarationCancelled: {
    en: ({ invtNo }) =>
      invtNo === ''
        ? 'The declaration is taken back; customs never had a list of it.'
        : `List ${invtNo} is taken back: it stands no more at customs.`,
    zh: ({ invtNo }) => (invtNo === '' ? '申报已撤销，海关未曾接收清单。' : `清单 ${invtNo} 已撤销，不再有效。`),
  },
  TaxNoticeKept: {
    en: ({ notice }) => `A notice about tax bill ${notice.taxNo} came before the bill itself; it waits for it.`,
    zh: ({ notice }) => `税单 ${notice.taxNo} 的通知先于税单到达，待税单到达后处理。`,
  },
  TaxBillGenerated: {
    en: ({ notice, differs }) =>
      `Customs bills the import tax of list ${notice.invtNo} under ${notice.taxNo}: ${billed(notice)}${differs ? '; this is not what was assessed here' : ', as assessed here'}.`,
    zh: ({ notice, differs }) =>
      `海关生成清单 ${notice.invtNo} 的电子税单 ${notice.taxNo}：${billedZh(notice)}${differs ? '，与本系统计税不一致' : '，与本系统计税一致'}。`,
  },
  TaxBillAggregated: {
    en: ({ taxNo, amount }) => `Tax bill ${taxNo} over ${formatMoney(amount)} is due.`,
    zh: ({ taxNo, amount }) => `税单 ${taxNo} 已汇总，应缴税款 ${formatMoney(amount)}。`,
  },
  TaxBillVoided: {
    en: ({ taxNo }) => `Tax bill ${taxNo} is void.`,
    zh: ({ taxNo }) => `税单 ${taxNo} 已作废。`,
  },
  AllowanceReserved: {
    en: ({ amount, year }) => `${formatMoney(amount)} of the buyer's yearly allowance of ${year} is reserved.`,
    zh: ({ amount, year }) => `已预占订购人 ${year} 年度额度 ${formatMoney(amount)}。`,
  },
  AllowanceUsed: {
    en: ({ amount }) => `${formatMoney(amount)} of the buyer's yearly allowance is used.`,
    zh: ({ amount }) => `订购人年度额度已使用 ${formatMoney(amount)}。`,
  },
  AllowanceGivenBack: {
    en: ({ amount }) => `${formatMoney(amount)} of the buyer's yearly allowance is given back.`,
    zh: ({ amount }) => `订购人年度额度已恢复 ${formatMoney(amount)}。`,
  },
  LandedCostQuoted: {
    en: ({ cost }) =>
      `Landed cost quoted for ${cost.jurisdiction}: ${formatMoney(cost.landed.amount)}, of which ${formatMoney(cost.due.amount)} duties and taxes.`,
    zh: ({ cost }) =>
      `已报 ${cost.jurisdiction} 到岸成本：${formatMoney(cost.landed.amount)}，其中税费 ${formatMoney(cost.due.amount)}。`,
  },
  MessageKeyClaimed: {
    en: ({ kind, key }) => `Replies to the ${messages[kind].en} with number ${key} lead to this declaration.`,
    zh: ({ kind, key }) => `编号 ${key} 的${messages[kind].zh}回执归属本申报。`,
  },
};
