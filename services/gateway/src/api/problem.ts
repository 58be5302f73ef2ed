import type { Language } from '@portolan/contracts';
import { allRefusals, fill, type RefusalKind } from '@portolan/contracts';
import { Outage, RefusedError } from '@portolan/service';
import { type Fault, type FaultText, faults } from './faults.ts';
import { type FieldFlaw, fieldFlaws } from './field-flaws.ts';

export type ProblemData = Readonly<Record<string, string>>;

/** One field of a request that must be mended. */
export interface Flawed {
  /** As the request spells it: terms.lines[0].hsCode */
  readonly field: string;
  readonly flaw: FieldFlaw;
  readonly data: ProblemData;
}

/** Something the gateway answers as a problem of its own. */
export class Problem extends Error {
  readonly code: Fault;
  readonly data: ProblemData;
  readonly fields: readonly Flawed[];

  constructor(code: Fault, data: ProblemData = {}, fields: readonly Flawed[] = []) {
    super(code);
    this.name = 'Problem';
    this.code = code;
    this.data = data;
    this.fields = fields;
  }
}

/** RFC 9457, with what our callers need beside it. */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  /** What to do. */
  readonly next: string;
  /** The first of `fields`, or the field that a service named. */
  readonly field?: string;
  readonly fields?: readonly { field: string; code: string; detail: string; next: string }[];
  readonly data: ProblemData;
}

const statusOf: Readonly<Record<RefusalKind, number>> = {
  invalid: 422,
  not_found: 404,
  exists: 409,
  not_now: 409,
  forbidden: 403,
};

const titles: Readonly<Record<number, { readonly en: string; readonly zh: string }>> = {
  400: { en: 'Malformed request', zh: '请求格式错误' },
  401: { en: 'Not authenticated', zh: '未通过身份验证' },
  403: { en: 'Not allowed', zh: '无权操作' },
  404: { en: 'Not found', zh: '未找到' },
  405: { en: 'Method not taken', zh: '不支持的请求方法' },
  409: { en: 'Not in this state', zh: '与当前状态冲突' },
  413: { en: 'Too large', zh: '内容过大' },
  415: { en: 'Media type not taken', zh: '不支持的媒体类型' },
  422: { en: 'Invalid request', zh: '请求无效' },
  429: { en: 'Too many requests', zh: '请求过于频繁' },
  500: { en: 'Failed', zh: '内部错误' },
  503: { en: 'Not available', zh: '暂不可用' },
};

/** Every code that a problem can carry, with its status and its texts in both languages. */
export function explain(code: string): FaultText | undefined {
  if (Object.hasOwn(faults, code)) return faults[code as Fault];
  if (Object.hasOwn(fieldFlaws, code)) return { status: 422, ...fieldFlaws[code as FieldFlaw] };
  const refusal = Object.hasOwn(allRefusals, code) ? allRefusals[code] : undefined;
  return refusal && { status: statusOf[refusal.kind], en: refusal.en, zh: refusal.zh, next: refusal.next };
}

/** All codes, for documents and tests. */
export function problemCodes(): readonly string[] {
  return [...new Set([...Object.keys(faults), ...Object.keys(fieldFlaws), ...Object.keys(allRefusals)])].sort();
}

/**
 * What was thrown, as its caller may see it. A refusal keeps its code and data; an outage says which service; all else
 * is a failure of ours, of which only the log knows more.
 */
export function problemOf(error: unknown, language: Language): ProblemDocument {
  if (error instanceof Problem) return rendered(error.code, error.data, error.fields, language);
  if (error instanceof RefusedError && explain(error.refusal.refused) !== undefined)
    return rendered(error.refusal.refused, error.refusal.data, [], language);
  if (error instanceof Outage) return rendered('SERVICE_UNAVAILABLE', { service: error.service }, [], language);
  return rendered('INTERNAL', {}, [], language);
}

function rendered(code: string, data: ProblemData, flawed: readonly Flawed[], language: Language): ProblemDocument {
  const text = explain(code) ?? faults.INTERNAL;
  const fields = flawed.map((one) => renderedField(one, language));
  const field = fields[0]?.field ?? data.field;
  return {
    type: `/docs/problems/${code}`,
    title: titles[text.status]?.[language] ?? code,
    status: text.status,
    code,
    detail: fill(text[language], data),
    next: fill(text.next[language], data),
    ...(field === undefined ? {} : { field }),
    ...(fields.length === 0 ? {} : { fields }),
    data,
  };
}

function renderedField({ field, flaw, data }: Flawed, language: Language) {
  const text = fieldFlaws[flaw];
  const known = { ...data, field };
  return { field, code: flaw, detail: fill(text[language], known), next: fill(text.next[language], known) };
}
