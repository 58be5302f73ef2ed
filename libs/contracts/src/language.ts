import type { AnyEvent } from './catalogue.ts';

/** The two languages in which the suite says everything. */
export type Language = 'en' | 'zh';

/** One sentence in both languages, with its amounts, places and parties filled in from `Data`. */
export interface Wording<Data> {
  en(data: Data): string;
  zh(data: Data): string;
}

/** A sentence for every event of a service; the compiler names the one that is missing. */
export type Sentences<Event extends AnyEvent> = {
  readonly [Type in Event['type']]: Wording<Extract<Event, { type: Type }>['data']>;
};

/** What sort of "no" it is; decides the REST and the gRPC status. */
export type RefusalKind =
  /** 422 / INVALID_ARGUMENT: the request itself is wrong. */
  | 'invalid'
  /** 404 / NOT_FOUND: no such thing, or not the caller's. */
  | 'not_found'
  /** 409 / ALREADY_EXISTS: it exists already, or the key was used for something else. */
  | 'exists'
  /** 409 / FAILED_PRECONDITION: not in this state; something else must happen first. */
  | 'not_now'
  /** 403 / PERMISSION_DENIED */
  | 'forbidden';

/** A refusal's sentence, and what to do next. `{name}` is filled in from the refusal's data. */
export interface RefusalText {
  readonly kind: RefusalKind;
  readonly en: string;
  readonly zh: string;
  readonly next: { readonly en: string; readonly zh: string };
}

/** All refusals of one service: code → text. Codes are unique in the whole suite. */
export type Refusals = Readonly<Record<string, RefusalText>>;

/** Fills `{name}` from data; a name without a value stays as it is, so that a test can see it. */
export function fill(template: string, data: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => data[name] ?? whole);
}

/** So many of them, in English: '1 line', '3 lines'. */
export const counted = (count: number | string, one: string): string =>
  `${count} ${one}${Number(count) === 1 ? '' : 's'}`;
