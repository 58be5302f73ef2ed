import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { lastLines } from './native/run.ts';
import { within } from './until.ts';
import { whenThisDies } from './watchman.ts';

/** One mongod or one broker, in a process of its own that a test may treat as it likes. */
export interface ServerProcess {
  /** Such as mongo-1 or kafka-2. */
  readonly name: string;
  readonly port: number;
  /** Undefined while it does not run. */
  pid(): number | undefined;
  /** As when the power goes: SIGKILL. */
  kill(): Promise<void>;
  /** Neither dead nor answering: SIGSTOP, until `continue`. */
  pause(): void;
  continue(): void;
  /** Starts it on the data it left (after `kill` where it still runs); it answers when this resolves. */
  restart(): Promise<void>;
  /** SIGTERM; after 15 s SIGKILL. */
  stop(): Promise<void>;
}

export interface ProcessPlan {
  readonly name: string;
  readonly port: number;
  readonly command: string;
  readonly args: readonly string[];
  readonly logFile: string;
  /** Resolves when it answers; called at every start. `running` throws where the process has ended meanwhile. */
  answers(running: () => void): Promise<void>;
}

/**
 * A server process that is not started yet: `restart` starts it. It ends with this process, whatever ends this process,
 * and by itself it does not keep this process running.
 */
export function serverProcess(plan: ProcessPlan): ServerProcess {
  let current: ChildProcess | undefined;

  function begin(): void {
    const log = openSync(plan.logFile, 'a');
    // In a session of its own: a Ctrl-C reaches its starter alone, which stops it in order.
    const child = spawn(plan.command, plan.args, { detached: true, stdio: ['ignore', log, log] });
    closeSync(log);
    child.once('error', () => {});
    current = child;
    if (child.pid === undefined) return;
    const callOff = whenThisDies('kill', '-9', String(child.pid));
    child.once('exit', callOff);
    child.unref();
  }

  const runs = () => current?.pid !== undefined && current.exitCode === null && current.signalCode === null;

  async function end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    if (current === undefined || !runs()) return;
    const child = current;
    const ended = once(child, 'exit');
    child.ref();
    child.kill(signal);
    // One that is paused gets no signal but SIGKILL until it goes on.
    if (signal === 'SIGTERM') child.kill('SIGCONT');
    await within(15_000, `stopping ${plan.name}`, ended).catch(async () => {
      child.kill('SIGKILL');
      await ended;
    });
  }

  const running = () => {
    if (!runs()) throw new Error(`${plan.name} has ended:\n${lastLines(tail(plan.logFile))}`);
  };

  return {
    name: plan.name,
    port: plan.port,
    pid: () => (runs() ? current?.pid : undefined),
    kill: () => end('SIGKILL'),
    pause: () => void current?.kill('SIGSTOP'),
    continue: () => void current?.kill('SIGCONT'),
    async restart() {
      await end('SIGKILL');
      begin();
      await plan.answers(running);
    },
    stop: () => end('SIGTERM'),
  };
}

function tail(file: string): string {
  try {
    return readFileSync(file, 'utf8').slice(-4_000);
  } catch {
    return 'it wrote no log';
  }
}
