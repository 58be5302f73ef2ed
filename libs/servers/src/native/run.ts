import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const exec = promisify(execFile);

export interface Ran {
  readonly ok: boolean;
  /** Nothing of this name can be started. */
  readonly absent: boolean;
  /** Both channels. */
  readonly output: string;
}

/** Runs a command to its end. Never throws. */
export async function run(command: string, args: readonly string[], cwd?: string): Promise<Ran> {
  try {
    const { stdout, stderr } = await exec(command, args, { cwd, maxBuffer: 16 << 20 });
    return { ok: true, absent: false, output: stdout + stderr };
  } catch (error) {
    const { code, stdout = '', stderr = '', message } = error as Failure;
    return { ok: false, absent: code === 'ENOENT', output: stdout + stderr || message };
  }
}

type Failure = Error & { code?: unknown; stdout?: string; stderr?: string };

/** The end of what a command said: enough to see why it failed. */
export function lastLines(output: string, count = 8): string {
  return output.trim().split('\n').slice(-count).join('\n');
}
