import { formatMoney } from '@portolan/money';
import type { CustomsEvent, Only } from '../catalogue.ts';
import type { DocumentKind } from '../gen/portolan/customs/v1/types.ts';
import type { Sentences } from '../language.ts';
import { matchRuleText } from './match-rules.ts';

type Matching = Only<
  CustomsEvent,
  'CaseOpened' | 'DocumentRecorded' | 'ListDrafted' | 'CaseMatched' | 'CaseMismatched' | 'CaseOverdue'
>;
type Names<Kind extends string> = Readonly<Record<Kind, { readonly en: string; readonly zh: string }>>;

const documents: Names<DocumentKind> = {
  DOCUMENT_KIND_UNSPECIFIED: { en: 'declaration list', zh: '清单' },
  DOCUMENT_KIND_ORDER: { en: 'order', zh: '订单' },
  DOCUMENT_KIND_RECEIPT: { en: 'payment receipt', zh: '收款单' },
  DOCUMENT_KIND_WAYBILL: { en: 'waybill', zh: '运单' },
  DOCUMENT_KIND_PAYMENT: { en: 'payment', zh: '支付单' },
  UNRECOGNIZED: { en: 'document', zh: '单证' },
};

const owners: Names<string> = {
  platform: { en: 'the platform', zh: '电商平台' },
  payment_institution: { en: 'the payment institution', zh: '支付企业' },
  carrier: { en: 'the carrier', zh: '物流企业' },
  declarant: { en: 'the declarant', zh: '申报单位' },
};

const owner = (role: string) => owners[role] ?? { en: role, zh: role };

type Difference = Extract<Matching, { type: 'CaseMismatched' }>['data']['differences'][number];

const differs = (d: Difference) =>
  `${d.field} is '${d.actual}' instead of '${d.expected}' (${d.rule}: ${matchRuleText(d.rule).en}), to be mended by ${owner(d.owner).en} in the ${documents[d.document].en}`;

const differsZh = (d: Difference) =>
  `${d.field} 为“${d.actual}”，应为“${d.expected}”（${d.rule}：${matchRuleText(d.rule).zh}），由${owner(d.owner).zh}更正${documents[d.document].zh}`;

/** What is said of an order's documents and how they match. */
export const matchingSentences: Sentences<Matching> = {
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
        case 'payment':
          return `Customs clearance has the ${name}${corrected}: ${formatMoney(document.value.amount)} paid through ${document.value.institution.name}.`;
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
        case 'payment':
          return `关务已登记${name}${corrected}：经 ${document.value.institution.name} 支付 ${formatMoney(document.value.amount)}。`;
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
    en: ({ checks }) => `The documents of the order match the list in all ${checks} fields compared.`,
    zh: ({ checks }) => `三单与清单对碰一致，共核对 ${checks} 个字段。`,
  },
  CaseMismatched: {
    en: ({ differences }) => `The documents disagree: ${differences.map(differs).join('; ')}.`,
    zh: ({ differences }) => `三单对碰不一致：${differences.map(differsZh).join('；')}。`,
  },
  CaseOverdue: {
    en: ({ orderNo, missing, toMend, times }) =>
      `Three-document matching of order ${orderNo} stands still (reminder ${times}): ${[
        ...missing.map((kind) => `the ${documents[kind].en} is missing`),
        ...toMend.map((kind) => `the ${documents[kind].en} is to be mended`),
      ].join(', ')}.`,
    zh: ({ orderNo, missing, toMend, times }) =>
      `订单 ${orderNo} 三单对碰停滞（第 ${times} 次提醒）：${[
        ...missing.map((kind) => `缺${documents[kind].zh}`),
        ...toMend.map((kind) => `${documents[kind].zh}待更正`),
      ].join('，')}。`,
  },
};
