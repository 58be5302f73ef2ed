import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cached } from './native/cache.ts';
import { fetchByPip } from './native/pip.ts';
import { freePort } from './ports.ts';
import { serverProcess } from './process.ts';
import { until } from './until.ts';

const requirements = fileURLToPath(new URL('../native/mock-bank.txt', import.meta.url));

export interface MockBank {
  /** Without a slash at its end. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Starts PyPI's mock-bank 0.9.0, a bank that somebody else wrote, on a free port of 127.0.0.1; it answers when this
 * resolves, and ends with this process. The first call of a checkout downloads it (0.4 MB).
 * @param clock where bank time begins, such as 2026-03-02T09:00
 * @throws ServersMissing where python3 or pip is not here
 */
export async function startMockBank(folder: string, clock: string): Promise<MockBank> {
  const packages = await cached('mock-bank-0.9.0', (into) => fetchByPip('mock-bank', requirements, into));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const program =
    'import sys; sys.path.insert(0, sys.argv.pop(1)); from mockbank.__main__ import main; sys.exit(main())';
  const bank = serverProcess({
    ...{ name: 'mock-bank', port, command: 'python3', logFile: join(folder, 'mock-bank.log') },
    args: ['-c', program, packages, '--port', String(port), '--clock', clock, '--quiet'],
    answers: (running) => until('mock-bank answers', 60_000, () => healthy(url), running).then(() => {}),
  });
  await bank.restart();
  return { url, stop: () => bank.stop() };
}

async function healthy(url: string): Promise<true | undefined> {
  const answer = await fetch(`${url}/_mock/health`).catch(() => undefined);
  await answer?.body?.cancel();
  return answer?.ok === true ? true : undefined;
}
