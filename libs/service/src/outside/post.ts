import type { MachineClock } from '@portolan/engine';
import { network, type Outside } from './outside.ts';

export interface Answer {
  readonly status: number;
  /** 2xx */
  readonly ok: boolean;
  readonly text: string;
}

export interface PostOptions {
  readonly timeoutMs: number;
  readonly machine: MachineClock;
  /** The network where nothing is said. */
  readonly outside?: Outside | undefined;
}

/** One POST to somebody outside, read to its end within `timeoutMs` of machine time. @throws where no answer came */
export async function post(
  url: string | URL,
  headers: Readonly<Record<string, string>>,
  body: string,
  { timeoutMs, machine, outside = network }: PostOptions,
): Promise<Answer> {
  const abort = new AbortController();
  const cancel = machine.after(timeoutMs, () => abort.abort());
  try {
    const response = await outside.fetch(url, { method: 'POST', headers, body, signal: abort.signal });
    return { status: response.status, ok: response.ok, text: await response.text() };
  } finally {
    cancel();
  }
}
