import { formatMoney } from '@portolan/money';
import type { CustomsEvent } from '../catalogue.ts';
import type { DocumentKind, MessageKind } from '../gen/portolan/customs/v1/types.ts';
import type { Sentences } from '../language.ts';
import { flawTexts } from './flaws.ts';

type Names<Kind extends string> = Readonly<Record<Kind, { readonly en: string; readonly zh: string }>>;

const documents: Names<DocumentKind> = {
  DOCUMENT_KIND_UNSPECIFIED: { en: 'declaration list', zh: '清单' },
  DOCUMENT_KIND_ORDER: { en: 'order', zh: '订单' },
  DOCUMENT_KIND_RECEIPT: { en: 'payment receipt', zh: '收款单' },
  DOCUMENT_KIND_WAYBILL: { en: 'waybill', zh: '运单' },
  UNRECOGNIZED: { en: 'document', zh: '单证' },
};

const messages: Names<MessageKind> = {
  MESSAGE_KIND_UNSPECIFIED: { en: 'message', zh: '报文' },
  MESSAGE_KIND_CEB303: { en: 'order message (CEB303)', zh: '订单报文（CEB303）' },
  MESSAGE_KIND_CEB403: { en: 'receipt message (CEB403)', zh: '收款单报文（CEB403）' },
  MESSAGE_KIND_CEB505: { en: 'waybill message (CEB505)', zh: '运单报文（CEB505）' },
  MESSAGE_KIND_CEB603: { en: 'declaration list (CEB603)', zh: '清单报文（CEB603）' },
  UNRECOGNIZED: { en: 'message', zh: '报文' },
};

const owners: Names<string> = {
  platform: { en: 'the platform', zh: '电商平台' },
  payment_institution: { en: 'the payment institution', zh: '支付企业' },
  carrier: { en: 'the carrier', zh: '物流企业' },
  declarant: { en: 'the declarant', zh: '申报单位' },
};

const owner = (role: string) => owners[role] ?? { en: role, zh: role };

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
  if (status.startsWith('HTTP ')) return { en: 'was not taken by the single window', zh: '被单一窗口拒收' };
  return { en: 'was refused by the port', zh: '电子口岸处理失败' };
}

// Customs writes 20260302090203456; people read 2026-03-02 09:02.
const chinaMinute = (text: string) => text.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d).*$/, '$1-$2-$3 $4:$5');

/** What each event of customs says. */
export const customsSentences: Sentences<CustomsEvent> = {
  GoodsFiled: {
    en: ({ goods }) => `Article ${goods.sku}, ${goods.name}, is filed under commodity code ${goods.hsCode}.`,
    zh: ({ goods }) => `商品 ${goods.sku}（${goods.nameZh}）已备案，商品编码 ${goods.hsCode}。`,
  },
  CaseOpened: {
    en: ({ orderNo }) => `Three-document matching of order ${orderNo} is opened.`,
    zh: ({ orderNo }) => `订单 ${orderNo} 开始三单对碰。`,
  },
  DocumentRecorded: {
    en: ({ kind, documentVersion, document }) => {
      const name = documents[kind].en;
      const corrected = documentVersion > 1 ? `, correction ${documentVersion - 1}` : '';
      switch (document.$case) {
        case 'order':
          return `Customs clearance has the ${name}${corrected}: ${document.value.lines.length} lines, goods ${formatMoney(document.value.goodsValue)}.`;
        case 'receipt':
          return `Customs clearance has the ${name}${corrected}: ${formatMoney(document.value.charge)} through ${document.value.institution.name}.`;
        case 'waybill':
          return `Customs clearance has the ${name}${corrected}: ${document.value.waybillNo} of ${document.value.carrier.name}, ${document.value.grossWeight} kg gross.`;
      }
    },
    zh: ({ kind, documentVersion, document }) => {
      const name = documents[kind].zh;
      const corrected = documentVersion > 1 ? `（第 ${documentVersion - 1} 次更正）` : '';
      switch (document.$case) {
        case 'order':
          return `关务已登记${name}${corrected}：${document.value.lines.length} 项商品，货值 ${formatMoney(document.value.goodsValue)}。`;
        case 'receipt':
          return `关务已登记${name}${corrected}：${document.value.institution.name} 收款 ${formatMoney(document.value.charge)}。`;
        case 'waybill':
          return `关务已登记${name}${corrected}：${document.value.carrier.name} 运单 ${document.value.waybillNo}，毛重 ${document.value.grossWeight} 千克。`;
      }
    },
  },
  ListDrafted: {
    en: ({ list }) =>
      `The declaration list of order ${list.orderNo} is drafted: mode ${list.tradeMode}, ${list.lines.length} lines, ${formatMoney(list.goodsValue)}, ${list.netWeight} kg net, to ${list.destination}.`,
    zh: ({ list }) =>
      `订单 ${list.orderNo} 的清单已生成：监管方式 ${list.tradeMode}，${list.lines.length} 项商品，货值 ${formatMoney(list.goodsValue)}，净重 ${list.netWeight} 千克，运抵国 ${list.destination}。`,
  },
  CaseMatched: {
    en: ({ checks }) => `Order, payment receipt and waybill match the list in all ${checks} fields compared.`,
    zh: ({ checks }) => `三单与清单对碰一致，共核对 ${checks} 个字段。`,
  },
  CaseMismatched: {
    en: ({ differences }) =>
      `The documents disagree: ${differences
        .map(
          (d) =>
            `${d.field} is '${d.actual}' instead of '${d.expected}', to be mended by ${owner(d.owner).en} in the ${documents[d.document].en}`,
        )
        .join('; ')}.`,
    zh: ({ differences }) =>
      `三单对碰不一致：${differences
        .map(
          (d) =>
            `${d.field} 为“${d.actual}”，应为“${d.expected}”，由${owner(d.owner).zh}更正${documents[d.document].zh}`,
        )
        .join('；')}。`,
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
    en: () => 'Customs has stored order, payment receipt and waybill: the list may go.',
    zh: () => '订单、收款单、运单均已由海关入库，可以申报清单。',
  },
  DeclarationStored: {
    en: ({ invtNo, preNo }) =>
      `Customs has stored the declaration as ${invtNo || preNo}; its logic checks passed, it is not released yet.`,
    zh: ({ invtNo, preNo }) => `清单 ${invtNo || preNo} 已由海关入库，逻辑校验通过，尚未放行。`,
  },
  DeclarationUnderReview: {
    en: ({ status }) =>
      status === '500' ? 'Customs inspects the goods of the list.' : 'An officer of customs examines the list.',
    zh: ({ status }) => (status === '500' ? '清单货物被海关布控查验。' : '清单转人工审核。'),
  },
  DeclarationReleased: {
    en: ({ invtNo, releasedAt }) =>
      `Customs released list ${invtNo} at ${chinaMinute(releasedAt.original)} China time: the parcel may leave.`,
    zh: ({ invtNo, releasedAt }) =>
      `海关于北京时间 ${chinaMinute(releasedAt.original)} 放行清单 ${invtNo}，包裹可以出库发运。`,
  },
  DeclarationClosed: {
    en: ({ invtNo }) => `Customs closed list ${invtNo}: the goods count as exported.`,
    zh: ({ invtNo }) => `清单 ${invtNo} 已结关，货物按已出口处理。`,
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
    en: ({ replies }) => `A message of the single window came in; replies: ${replies.length}.`,
    zh: ({ replies }) => `收到单一窗口报文，含 ${replies.length} 条回执。`,
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
  MessageKeyClaimed: {
    en: ({ kind, key }) => `Replies to the ${messages[kind].en} with number ${key} lead to this declaration.`,
    zh: ({ kind, key }) => `编号 ${key} 的${messages[kind].zh}回执归属本申报。`,
  },
};
