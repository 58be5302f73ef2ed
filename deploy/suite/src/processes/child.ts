import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** One service in a process of its own, that may be treated as badly as one likes. */
export interface ServiceProcess {
  readonly name: string;
  /** host:port of its gRPC; the same over restarts. */
  readonly address: string;
  /** Port of /live, /ready and /metrics on loopback. */
  readonly operationsPort: number;
  /** Undefined while it does not run. */
  pid(): number | undefined;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
  /** SIGSTOP: neither dead nor answering, until `resume`. */
  pause(): void;
  resume(): void;
  /**
   * Starts it where it does not run, with more to tell it for this time. Resolves when it is ready.
   * @throws where it ends before, or is not ready in time
   */
  start(more?: Readonly<Record<string, string>>): Promise<void>;
  /** SIGTERM, and SIGKILL where that takes too long. Answers the code it ended with; null where a signal ended it. */
  stop(): Promise<number | null>;
}

export interface ChildPlan {
  readonly name: string;
  readonly address: string;
  readonly operationsPort: number;
  readonly environment: Readonly<Record<string, string>>;
  /** What node runs. */
  readonly main: string;
  /** All children write here, whole lines each. */
  readonly logFile: string;
  /** True once calls may be sent to it. */
  ready(): Promise<boolean>;
  /** Called when it ended although nobody had asked for it, with the signal or the code that it ended with. */
  died(process: ServiceProcess, how: string): void;
}

const readyWithinMs = 90_000;
const stopWithinMs = 20_000;

// Whoever started it may die without a word: this shell then sees its pipe closed, and ends the service, stopped or not.
const guard = 'read -r _; kill -CONT "$1"; kill "$1"; sleep 15; kill -9 "$1"';

/** A service that is not started yet. */
export function serviceProcess(plan: ChildPlan): ServiceProcess {
  const { name, address, operationsPort } = plan;
  let current: ChildProcess | undefined;
  let asked = false;

  const running = () => (current?.exitCode === null && current.signalCode === null ? current : undefined);

  function begin(more: Readonly<Record<string, string>> | undefined): void {
    asked = false;
    const log = openSync(plan.logFile, 'a');
    // In a session of its own: Ctrl-C reaches its starter alone, which stops all in order.
    const child = spawn(process.execPath, [plan.main], {
      cwd: root,
      detached: true,
      env: { ...inherited(), ...plan.environment, ...more },
      stdio: ['ignore', log, 'pipe'],
    });
    current = child;
    if (child.stderr !== null) createInterface(child.stderr).on('line', (line) => complain(plan, line));
    child.once('exit', (code, signal) => {
      closeSync(log);
      if (!asked && current === child) plan.died(self, signal ?? `code ${code}`);
    });
    watch(child);
  }

  async function end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    asked = true;
    const child = running();
    if (child === undefined) return current?.exitCode ?? null;
    const ended = once(child, 'exit');
    child.kill(signal);
    // One that is stopped hears nothing else before it goes on.
    if (signal === 'SIGTERM') child.kill('SIGCONT');
    const late = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
    const [code] = (await ended) as [number | null];
    clearTimeout(late);
    return code;
  }

  const self: ServiceProcess = {
    ...{ name, address, operationsPort },
    pid: () => running()?.pid,
    kill: async () => void (await end('SIGKILL')),
    pause: () => void running()?.kill('SIGSTOP'),
    resume: () => void running()?.kill('SIGCONT'),
    async start(more) {
      if (running() === undefined) begin(more);
      const giveUpAt = Date.now() + readyWithinMs;
      while (!(await plan.ready())) {
        if (running() === undefined) throw new Error(`${name} ended before it was ready: see ${plan.logFile}`);
        if (Date.now() > giveUpAt) throw new Error(`${name} was not ready in time: see ${plan.logFile}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    stop: () => end('SIGTERM'),
  };
  return self;
}

function watch(child: ChildProcess): void {
  if (child.pid === undefined) return;
  const watchman = spawn('/bin/sh', ['-c', guard, 'guard', String(child.pid)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watchman.unref();
  child.once('exit', () => watchman.kill('SIGKILL'));
}

/** What a process says beside its log lines, such as the words it dies with, becomes a line of the log. */
function complain({ name, logFile }: ChildPlan, words: string): void {
  const line = { level: 'error', time: new Date().toISOString(), service: name, msg: words };
  const log = openSync(logFile, 'a');
  writeSync(log, `${JSON.stringify(line)}\n`);
  closeSync(log);
}

/** The starter's environment without its own settings of the suite: a child is told all of them. */
function inherited(): NodeJS.ProcessEnv {
  const rest = Object.entries(process.env).filter(([key]) => !key.startsWith('PORTOLAN_'));
  return {
    NODE_NO_WARNINGS: '1',
    NODE_COMPILE_CACHE: `${root}node_modules/.cache/compiled`,
    ...Object.fromEntries(rest),
  };
}
