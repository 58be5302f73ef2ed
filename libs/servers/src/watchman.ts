import { spawn } from 'node:child_process';

// What is started here outlives its starter unless somebody sees to it: this shell holds the reading end of a pipe
// whose writing end closes when the starter dies, however that dies.
const script = 'read -r _; exec "$@" >/dev/null 2>&1';

/** Runs a command when this process has died. Returns how to call that off. Does not keep this process running. */
export function whenThisDies(...command: readonly string[]): () => void {
  const watchman = spawn('/bin/sh', ['-c', script, 'watchman', ...command], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watchman.unref();
  (watchman.stdin as unknown as { unref(): void }).unref();
  return () => void watchman.kill('SIGKILL');
}
