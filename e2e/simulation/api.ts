import { type Doors, type Life, visited } from '@portolan/testkit/simulation';
import type { Answer, Api, Json } from '../story/api.ts';

const tries = 200;
const patienceMs = 8_000;

/** Somebody outside who talks REST to a host of the world, and tries again until there is an answer. */
export function simulatedApi(doors: Doors, life: Life, host: string, key: string): Api {
  const { machine } = life;

  async function once(method: string, url: string, headers: Record<string, string>, body: string): Promise<Answer> {
    const abort = new AbortController();
    const cancel = machine.after(patienceMs, () => abort.abort());
    try {
      const visit = { method, url, headers, body: new TextEncoder().encode(body) };
      const reply = await visited(doors, life, host, visit, abort.signal);
      if (reply.status >= 500) throw new Error(`${method} ${url}: ${reply.status}`);
      return { status: reply.status, body: JSON.parse(reply.body) as Json };
    } finally {
      cancel();
    }
  }

  async function call(method: string, url: string, body = '', idempotencyKey = '', type = 'application/json') {
    const headers: Record<string, string> = { authorization: `Bearer ${key}`, accept: 'application/json' };
    if (body !== '') headers['content-type'] = type;
    if (idempotencyKey !== '') headers['idempotency-key'] = idempotencyKey;
    for (let attempt = 1; ; attempt++) {
      try {
        return await once(method, url, headers, body);
      } catch (error) {
        if (attempt === tries) throw error;
        await new Promise<void>((resolve) => void machine.after(Math.min(50 * attempt, 2_000), resolve));
      }
    }
  }

  return {
    get: (path) => call('GET', path),
    post: (path, body, idempotencyKey) => call('POST', path, JSON.stringify(body), idempotencyKey),
    put: (path, body, idempotencyKey) => call('PUT', path, JSON.stringify(body), idempotencyKey),
    send: (path, csv, idempotencyKey) => call('POST', path, csv, idempotencyKey, 'text/csv'),
  };
}
