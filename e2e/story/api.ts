/** JSON as an outside user sees it: no types of the suite's, on purpose. */
export type Json = string | number | boolean | null | undefined | readonly Json[] | { readonly [field: string]: Json };

/** An answer over REST: what came back, and the status it came with. */
export interface Answer {
  readonly status: number;
  readonly body: Json;
}

/** A user of the suite: an address, a key, and patience while the suite is down. */
export interface Api {
  get(path: string): Promise<Answer>;
  /** A repeated key is answered as the first time. */
  post(path: string, body: Json, idempotencyKey: string): Promise<Answer>;
  put(path: string, body: Json, idempotencyKey: string): Promise<Answer>;
  /** A file, as text/csv. */
  send(path: string, csv: string, idempotencyKey: string): Promise<Answer>;
}

export interface ApiOptions {
  /** en or zh: what is answered in words. */
  readonly language?: 'en' | 'zh';
  readonly baseUrl: () => string;
  readonly key: string;
  /** How long to try again while nobody answers (or 503 is answered), in milliseconds. */
  readonly patienceMs: number;
}

/** Talks REST as an integrator would: with a key, with Idempotency-Keys, trying again when the line breaks. */
export function connect({ baseUrl, key, patienceMs, language = 'en' }: ApiOptions): Api {
  const call = (method: string, path: string, body?: Json, idempotencyKey?: string): Promise<Answer> => {
    const text = body === undefined ? undefined : JSON.stringify(body);
    return ask(method, path, idempotencyKey, text, 'application/json');
  };
  const ask = async (
    method: string,
    path: string,
    idempotencyKey: string | undefined,
    body: string | undefined,
    type: string,
  ): Promise<Answer> => {
    const headers: Record<string, string> = {
      ...{ authorization: `Bearer ${key}`, accept: 'application/json', 'accept-language': language },
    };
    if (body !== undefined) headers['content-type'] = type;
    if (idempotencyKey !== undefined) headers['idempotency-key'] = idempotencyKey;
    const giveUpAt = Date.now() + patienceMs;
    for (;;) {
      try {
        const init: RequestInit = { method, headers };
        if (body !== undefined) init.body = body;
        const response = await fetch(baseUrl() + path, init);
        const text = await response.text();
        if (response.status === 503 && Date.now() < giveUpAt) throw new Error(`503: ${text}`);
        return { status: response.status, body: text === '' ? null : (JSON.parse(text) as Json) };
      } catch (error) {
        if (Date.now() >= giveUpAt) throw error;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  };
  return {
    get: (path) => call('GET', path),
    post: (path, body, idempotencyKey) => call('POST', path, body, idempotencyKey),
    put: (path, body, idempotencyKey) => call('PUT', path, body, idempotencyKey),
    send: (path, csv, idempotencyKey) => ask('POST', path, idempotencyKey, csv, 'text/csv'),
  };
}

/** The answer's body, or an error that tells what was refused. */
export function ok(answer: Answer, what: string): Json {
  if (answer.status >= 200 && answer.status < 300) return answer.body;
  throw new Error(`${what} was answered ${answer.status}: ${JSON.stringify(answer.body)}`);
}

/** A field by its path, such as at(order, 'terms', 'orderNo'); undefined where there is none. */
export function at(json: Json, ...path: readonly (string | number)[]): Json {
  let current: Json = json;
  for (const step of path) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = (current as { readonly [field: string]: Json })[step];
  }
  return current;
}

/** The same as text; '' where there is none. */
export function textAt(json: Json, ...path: readonly (string | number)[]): string {
  const value = at(json, ...path);
  return value === undefined || value === null ? '' : String(value);
}

/** The same as a list; empty where there is none. */
export function listAt(json: Json, ...path: readonly (string | number)[]): readonly Json[] {
  const value = at(json, ...path);
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** A list over REST, page by page to its end. */
export async function wholeList(api: Api, path: string, name: string): Promise<readonly Json[]> {
  const rows: Json[] = [];
  const joint = path.includes('?') ? '&' : '?';
  for (let cursor = ''; ; ) {
    const page = ok(await api.get(`${path}${joint}limit=100&cursor=${encodeURIComponent(cursor)}`), path);
    rows.push(...listAt(page, name));
    cursor = textAt(page, 'nextCursor');
    if (cursor === '') return rows;
  }
}

const atOnceAtMost = 32;

/** Works on all items, so many at the same time. */
export async function atOnce<Item>(items: Iterable<Item>, work: (item: Item) => Promise<void>): Promise<void> {
  const left = [...items].values();
  const worker = async () => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: atOnceAtMost }, worker));
}

/** What an order stands on now. */
export async function holdsOf(api: Api, orderId: string): Promise<readonly Json[]> {
  return listAt(ok(await api.get(`/v1/orders/${orderId}/holds`), 'the holds'), 'holds');
}
