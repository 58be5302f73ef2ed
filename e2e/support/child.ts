import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

export interface SuiteProcess {
  /** The keys it printed, by whose they are. */
  readonly keys: Readonly<Record<string, string>>;
  /** What it holds of the machine's memory, in MiB; 0 where the machine does not say. */
  memory(): number;
  kill(): Promise<void>;
  stop(): Promise<number | null>;
}

/** Runs the whole suite as `make up` does, in a process of its own, and waits until it says that it is up. */
export async function startProcess(environment: Readonly<Record<string, string>>): Promise<SuiteProcess> {
  const child = spawn(process.execPath, [`${root}deploy/suite/src/main.ts`], {
    env: {
      PATH: process.env['PATH'] ?? '',
      NODE_NO_WARNINGS: '1',
      NODE_COMPILE_CACHE: `${root}node_modules/.cache/node`,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const keys = await untilUp(child, exited);
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return exited;
  };
  return {
    keys,
    memory: () => residentOf(child.pid),
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
  };
}

async function untilUp(child: ChildProcess, exited: Promise<number | null>): Promise<Record<string, string>> {
  const said: string[] = [];
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error('the suite has no output');
  stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const keys: Record<string, string> = {};
  const up = new Promise<void>((resolve) => {
    createInterface(stdout).on('line', (line) => {
      said.push(line);
      const key = /^\s*key\s+(\S+)\s+(\S+)$/.exec(line);
      if (key?.[1] !== undefined && key[2] !== undefined) keys[key[1]] = key[2];
      if (line.includes('The suite is up')) resolve();
    });
  });
  const early = exited.then((code) => {
    throw new Error(`the suite ended with ${code} before it was up:\n${said.slice(-40).join('\n')}`);
  });
  await Promise.race([up, early]);
  return keys;
}

function residentOf(pid: number | undefined): number {
  try {
    const [, kibibytes = '0'] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Math.round(Number(kibibytes) / 1024);
  } catch {
    return 0;
  }
}
