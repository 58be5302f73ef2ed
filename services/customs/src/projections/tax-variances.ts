import { chinaDay } from '@portolan/china';
import type { Complete, CustomsEvent, Only } from '@portolan/contracts';
import type { TaxVarianceLine } from '@portolan/contracts/customs/v1/customs';
import type { TaxAssessment, TaxNotice } from '@portolan/contracts/customs/v1/types';
import type { Projection, Recorded, View } from '@portolan/engine';
import { type LineVariance, offBy, type TaxedLine, varianceOf } from '@portolan/landed-cost';
import { type Money, money } from '@portolan/money';
import { type DocumentStore, type Found, found } from '@portolan/store';
import type { Papers } from '../declaration/state.ts';

/** From best to worst. */
export const verdicts = ['EXACT', 'ROUNDING', 'DIFFERENT', 'MISSING'] as const;
export type Verdict = (typeof verdicts)[number];

interface Named {
  readonly orderId: string;
  readonly orderNo: string;
  readonly customsCode: string;
  readonly tradeMode: string;
}

/** What was assessed here, until the bill comes. */
interface Assessed extends Named {
  readonly [field: string]: unknown;
  readonly tax: Complete<TaxAssessment>;
}

/** A bill of customs against it. */
export interface Variance extends Named {
  readonly [field: string]: unknown;
  readonly declarationId: string;
  readonly taxNo: string;
  /** yyyy-mm-dd in China, on which the bill came. */
  readonly day: string;
  readonly assessed: Money;
  readonly billed: Money;
  readonly difference: Money;
  readonly verdict: Verdict;
  readonly lines: readonly Complete<TaxVarianceLine>[];
}

/** All bills of a day at an office under a mode. Amounts in minor units, CNY. */
export interface Score {
  readonly [field: string]: unknown;
  readonly day: string;
  readonly customsCode: string;
  readonly tradeMode: string;
  readonly bills: number;
  readonly lines: number;
  readonly verdicts: Readonly<Record<Verdict, number>>;
  readonly assessed: bigint;
  readonly billed: bigint;
  /** Every difference of a tax, without its sign. */
  readonly off: bigint;
}

type Told = Only<CustomsEvent, 'DeclarationDrafted' | 'DeclarationResubmitted' | 'TaxBillGenerated'>;

const assessments = 'tax_assessments';
const variances = 'tax_variances';
const scores = 'tax_scores';

/** How well taxes are foreseen: what was assessed here against what customs billed (CEB816), line by line. */
export const taxVariances: Projection<Told> = {
  name: 'customs.tax-variances.v1',
  reads: ['customs'],
  collections: {
    [assessments]: { tenantOnly: true },
    [variances]: { indexes: { byDay: ['day'], byVerdict: ['verdict', 'day'] }, tenantOnly: true },
    [scores]: { indexes: { byDay: ['day'] }, tenantOnly: true },
  },
  unhurried: true,
  on: {
    DeclarationDrafted: ({ data, meta }, view) => assess(view, meta.tenant, data),
    // Of another version of the list other taxes are due.
    DeclarationResubmitted: ({ data, meta }, view) => assess(view, meta.tenant, data),
    TaxBillGenerated: async (event, view) => {
      const { declarationId, notice } = event.data;
      const assessed = await view.get<Assessed>(assessments, event.meta.tenant, declarationId);
      if (assessed !== undefined) await bill(view, event, assessed, notice);
    },
  },
};

async function assess(
  view: View,
  tenant: string,
  { declarationId, orderId, list, tax }: { readonly declarationId: string; readonly orderId: string } & Papers,
): Promise<void> {
  const { orderNo, customsCode, tradeMode } = list;
  if (tax !== undefined)
    await view.put(assessments, tenant, declarationId, { orderId, orderNo, customsCode, tradeMode, tax });
}

async function bill(
  view: View,
  { data: { declarationId }, meta }: Recorded<Only<CustomsEvent, 'TaxBillGenerated'>>,
  { tax, orderId, orderNo, customsCode, tradeMode }: Assessed,
  notice: Complete<TaxNotice>,
): Promise<void> {
  const { lines, estimated, assessed: billed, difference } = compared(tax, notice);
  const codes = new Map([...notice.lines, ...tax.lines].map(({ line, hsCode }) => [line, hsCode]));
  const shown = lines.map(({ verdict, ...line }) => ({
    ...line,
    ...{ hsCode: codes.get(line.line) ?? '', verdict: verdict.toUpperCase() },
  }));
  const day = chinaDay(meta.time);
  const worst = Math.max(0, ...shown.map(({ verdict }) => verdicts.indexOf(verdict as Verdict)));
  const variance: Variance = {
    ...{
      orderId,
      orderNo,
      customsCode,
      tradeMode,
      declarationId,
      taxNo: notice.taxNo,
      day,
      assessed: estimated,
      billed,
      difference,
    },
    ...{ verdict: verdicts[worst] ?? 'EXACT', lines: shown },
  };
  await view.put(variances, meta.tenant, `${declarationId}/${notice.taxNo}`, variance);
  await count(view, meta.tenant, variance, lines);
}

/** By lines where the bill names them, else as a whole under line 0. */
function compared(tax: Complete<TaxAssessment>, notice: Complete<TaxNotice>) {
  const none = money(0n, 'CNY');
  const { duty = none, valueAddedTax = none, consumptionTax = none } = notice;
  const whole = ({ duty, valueAddedTax, consumptionTax }: Omit<TaxedLine, 'line'>): TaxedLine[] => [
    { line: 0, duty, valueAddedTax, consumptionTax },
  ];
  return notice.lines.length > 0
    ? varianceOf(tax.lines, notice.lines, 'CNY')
    : varianceOf(whole(tax), whole({ duty, valueAddedTax, consumptionTax }), 'CNY');
}

async function count(view: View, tenant: string, variance: Variance, lines: readonly LineVariance[]): Promise<void> {
  const { day, customsCode, tradeMode } = variance;
  const id = `${day}/${customsCode}/${tradeMode}`;
  const before = await view.get<Score>(scores, tenant, id);
  const all = { EXACT: 0, ROUNDING: 0, DIFFERENT: 0, MISSING: 0, ...before?.verdicts };
  for (const { verdict } of lines) all[verdict.toUpperCase() as Verdict] += 1;
  await view.put(scores, tenant, id, {
    ...{ day, customsCode, tradeMode, verdicts: all },
    bills: (before?.bills ?? 0) + 1,
    lines: (before?.lines ?? 0) + lines.length,
    assessed: (before?.assessed ?? 0n) + variance.assessed.minor,
    billed: (before?.billed ?? 0n) + variance.billed.minor,
    off: (before?.off ?? 0n) + offBy(lines),
  });
}

/** Days, yyyy-mm-dd in China, both in it; '' of the others is any. */
interface Asked {
  readonly from: string;
  readonly until: string;
  readonly customsCode: string;
  readonly tradeMode: string;
}

const fits = ({ customsCode, tradeMode }: Asked, one: Pick<Score, 'customsCode' | 'tradeMode'>): boolean =>
  (customsCode === '' || one.customsCode === customsCode) && (tradeMode === '' || one.tradeMode === tradeMode);

/** A page of bills, the latest first. */
export async function variancesOf(
  documents: DocumentStore,
  tenant: string,
  asked: Asked & { readonly verdict: string },
  { limit, after }: { readonly limit: number; readonly after?: string | undefined },
): Promise<readonly Found<Variance>[]> {
  const index = asked.verdict === '' ? { index: 'byDay' } : { index: 'byVerdict', equals: [asked.verdict] };
  const query = { collection: variances, tenant, ...index, atMost: asked.until, descending: true };
  const some: Found<Variance>[] = [];
  const find = (page: Parameters<DocumentStore['find']>[0]) =>
    documents.find<Variance>(page.after === undefined && after !== undefined ? { ...page, after } : page);
  for await (const one of found<Variance>(find, query)) {
    if (one.document.day < asked.from) break;
    if (fits(asked, one.document)) some.push(one);
    if (some.length === limit) break;
  }
  return some;
}

/** The scores of every day of the period. */
export async function scoresOf(documents: DocumentStore, tenant: string, asked: Asked): Promise<readonly Score[]> {
  const query = { collection: scores, tenant, index: 'byDay', atMost: asked.until, descending: true };
  const all: Score[] = [];
  for await (const { document } of found<Score>((page) => documents.find(page), query)) {
    if (document.day < asked.from) break;
    if (fits(asked, document)) all.push(document);
  }
  return all;
}
