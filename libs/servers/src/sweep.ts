import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Removes folders `<prefix><pid>-…` that runs which were killed left behind. */
export async function sweep(parent: string, prefix: string): Promise<void> {
  const left = (await readdir(parent)).filter((name) => {
    const pid = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : Number.NaN;
    return pid > 0 && !lives(pid);
  });
  await Promise.all(left.map((name) => rm(join(parent, name), { recursive: true, force: true })));
}

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
