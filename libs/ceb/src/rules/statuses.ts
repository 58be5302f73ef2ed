import type { MessageNumber } from '../messages.ts';

/** What a returnStatus says of the document that it answers. */
export type Standing =
  /** At the port, or on its way to customs. */
  | 'progress'
  | 'stored'
  | 'review'
  | 'inspection'
  | 'detained'
  | 'handed-over'
  | 'suspended'
  | 'concluded'
  | 'released'
  | 'closed'
  | 'not-sent'
  | 'returned'
  | 'shipped-back'
  /** Negative: an error at the port. */
  | 'error'
  /** In no table: kept, and raised. */
  | 'unknown';

export interface StatusRow {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly standing: Standing;
  /** How far on it is; undefined for outcomes, which are no rank. */
  readonly rank?: number | undefined;
  /** Replies that may bear it. */
  readonly on: readonly MessageNumber[];
}

const imports: readonly MessageNumber[] = ['312', '412', '512', '514', '622', '624', '626', '712'];
const exports: readonly MessageNumber[] = ['304', '404', '506', '508', '510', '604', '606', '608', '702', '214', '216'];
const all = [...imports, ...exports];
const port: readonly MessageNumber[] = ['622', '624', '626', '712', ...exports];
const stored: readonly MessageNumber[] = [...imports.filter((number) => number !== '514'), '604', '214'];
const lists: readonly MessageNumber[] = ['622', '604', '214'];

/**
 * How far on a document is, by its status: 1 < 2 < 3 < 120 < 300 < 500 < detained < 399 < 800 < 899. What is detained is
 * in customs' hands as what is inspected is. Outcomes (4, 100, 700, errors) are no ranks: they end the way, wherever it
 * stands.
 */
const order = [
  ...[['1'], ['2'], ['3'], ['120'], ['300'], ['500'], ['501', '502', '503', '599'], ['399'], ['800'], ['899']],
] as const satisfies readonly (readonly string[])[];

/** 1 for the first; undefined for an outcome and for what no table knows. */
export function rankOf(code: string): number | undefined {
  const at = order.findIndex((codes: readonly string[]) => codes.includes(code));
  return at < 0 ? undefined : at + 1;
}

/** Rank from which customs itself has the message: 120. */
export const takenRank = 4;

const row = (code: string, zh: string, en: string, standing: Standing, on: readonly MessageNumber[]): StatusRow => ({
  code,
  zh,
  en,
  standing,
  on,
  rank: rankOf(code),
});

/**
 * returnStatus (edition 202205). Sources disagree whether 399 or 800 marks the release of an export list: the schema of
 * its reply names both.
 */
export const statusRows: readonly StatusRow[] = [
  row('1', '电子口岸已暂存', 'saved at the port', 'progress', port),
  row('2', '电子口岸申报中', 'being declared at the port', 'progress', all),
  row('3', '发送海关成功', 'sent to customs', 'progress', all),
  row('4', '发送海关失败', 'could not be sent to customs', 'not-sent', all),
  row('100', '海关退单', 'returned by customs', 'returned', all),
  row('120', '海关入库', 'stored by customs: not yet approved', 'stored', stored),
  row('300', '人工审核', 'reviewed by hand', 'review', lists),
  row('500', '查验', 'inspected', 'inspection', lists),
  row(
    '399',
    '海关审结',
    'concluded',
    'concluded',
    all.filter((number) => number !== '214'),
  ),
  row('800', '放行', 'released', 'released', lists),
  row('899', '结关', 'closed', 'closed', ['622', '604']),
  row('501', '扣留移送通关', 'detained: clearance', 'detained', ['622']),
  row('502', '扣留移送缉私', 'detained: anti-smuggling', 'detained', ['622']),
  row('503', '扣留移送法规', 'detained: legal', 'detained', ['622']),
  row('599', '其它扣留', 'detained', 'detained', ['622']),
  row('505', '移交', 'handed over', 'handed-over', ['214']),
  row('600', '挂起', 'suspended', 'suspended', ['214']),
  row('700', '退运', 'shipped back', 'shipped-back', ['622']),
];

export interface Status {
  readonly code: string;
  readonly standing: Standing;
  readonly rank?: number | undefined;
  /** False where the table knows the code, but not on this reply: read all the same, and worth a look. */
  readonly expected: boolean;
}

/** What a status means on a reply. Never loses one: what no table knows is unknown, with its code. */
export function statusOf(reply: MessageNumber, code: string): Status {
  if (/^-\d+$/.test(code)) return { code, standing: 'error', expected: true };
  const known = statusRows.find((each) => each.code === code);
  if (known === undefined) return { code, standing: 'unknown', expected: false };
  return { code, standing: known.standing, rank: known.rank, expected: known.on.includes(reply) };
}

/** Of replies to one version, the one that counts: the highest rank, then the latest time; an outcome by its time. */
export function isFurther(one: Ranked, other: Ranked): boolean {
  if (one.rank !== undefined && other.rank !== undefined && one.rank !== other.rank) return one.rank > other.rank;
  return one.returnTime > other.returnTime;
}

export interface Ranked {
  readonly rank?: number | undefined;
  /** YYYYMMDDhhmmssSSS */
  readonly returnTime: string;
}

/** returnInfo as customs writes it: [Code:1800;Desc:…]. Undefined where it is another text. */
export function infoOf(returnInfo: string): { readonly code: string; readonly text: string } | undefined {
  const [, code, text] = /^\s*\[Code:([^;\]]+);Desc:([\s\S]*)\]\s*$/.exec(returnInfo) ?? [];
  return code === undefined ? undefined : { code, text: text ?? '' };
}

interface ErrorRange {
  readonly from: number;
  readonly to: number;
  readonly en: string;
  readonly zh: string;
}

/** Errors of the port and the exchange by their number, without the sign. */
export const errorRanges: readonly ErrorRange[] = [
  { from: 1, to: 999, zh: '报文格式错误', en: 'format' },
  { from: 1_000, to: 1_999, zh: '报文安全错误', en: 'security: the signature above all' },
  { from: 2_000, to: 2_999, zh: '报文业务逻辑错误', en: 'routing' },
  { from: 3_000, to: 3_999, zh: '系统级错误', en: 'system of the exchange' },
  { from: 10_101, to: 10_102, zh: '企业代码错误', en: 'company: type or code' },
  { from: 301_001, to: 301_020, zh: '订单错误', en: 'order' },
  { from: 401_001, to: 401_013, zh: '支付凭证错误', en: 'payment' },
  { from: 504_000, to: 504_999, zh: '运单错误', en: 'waybill' },
  { from: 505_000, to: 505_999, zh: '运单状态错误', en: 'delivery' },
  { from: 621_000, to: 621_030, zh: '清单错误', en: 'import list' },
  { from: 623_000, to: 623_029, zh: '撤销申请单错误', en: 'cancellation' },
  { from: 625_001, to: 625_209, zh: '退货申请单错误', en: 'return' },
  { from: 800_000, to: 800_006, zh: '入库明细单错误', en: 'inbound detail' },
];

/** Which part of a message a negative status is about; undefined where no table says. */
export function errorRange(code: string): ErrorRange | undefined {
  const number = Math.abs(Number(code));
  return errorRanges.find(({ from, to }) => number >= from && number <= to);
}
