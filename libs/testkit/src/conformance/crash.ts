import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CrashAdapter } from './scenarios.ts';

/** What a crash left behind. */
export interface Remains {
  readonly folder: string;
  /** Writes that were answered before the process died. */
  readonly answered: readonly string[];
  /** The point it died at. */
  readonly point: string;
}

export type ScenarioName = 'events' | 'documents' | 'log';

const CHILD = fileURLToPath(new URL('./crash-child.ts', import.meta.url));
const AT_ONCE = 3;

/**
 * Runs a scenario in child processes, each killed with SIGKILL at the next point (after every call of the port, and
 * before every single write that the adapter makes), and has every one's remains checked.
 * Answers how many points there were.
 */
export async function crashEverywhere(
  adapter: URL,
  scenario: ScenarioName,
  check: (remains: Remains) => Promise<void>,
): Promise<number> {
  const { remove } = (await import(/* @vite-ignore */ adapter.href)) as CrashAdapter;
  let next = 1;
  let end = Number.POSITIVE_INFINITY;
  const worker = async () => {
    for (let killAt = next++; killAt <= end; killAt = next++) {
      const folder = await mkdtemp(join(tmpdir(), `portolan-${scenario}-`));
      try {
        const { finished, ...remains } = await runToItsDeath(adapter, scenario, folder, killAt);
        if (finished) end = Math.min(end, killAt);
        else await check({ folder, ...remains });
      } finally {
        await remove?.(folder);
        await rm(folder, { recursive: true, force: true });
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return end - 1;
}

interface Death {
  readonly finished: boolean;
  readonly answered: readonly string[];
  readonly point: string;
}

function runToItsDeath(adapter: URL, scenario: ScenarioName, folder: string, killAt: number): Promise<Death> {
  const args = ['--disable-warning=ExperimentalWarning', CHILD, adapter.href, scenario, folder, String(killAt)];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, (error, stdout, stderr) => {
      const lines = stdout.split('\n').filter((line) => line !== '');
      const answered = lines.filter((line) => line.startsWith('answered ')).map((line) => line.slice(9));
      const point = lines.find((line) => line.startsWith('dies '))?.slice(5) ?? '';
      if (!error) resolve({ finished: true, answered, point });
      else if (error.signal === 'SIGKILL' && point) resolve({ finished: false, answered, point });
      else reject(new Error(`the child failed: ${stderr}`, { cause: error }));
    });
  });
}
