import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const shared = fileURLToPath(new URL('../../../../node_modules/.cache/servers/', import.meta.url));

/**
 * The folder of what `make` made, made once for this checkout. It is made beside its place and renamed when it is
 * whole: a download that was cut off is never taken for one that succeeded, and of two starters side by side one wins
 * and both go on.
 */
export async function cached(name: string, make: (folder: string) => Promise<void>, cache = shared): Promise<string> {
  const folder = join(cache, name);
  if (existsSync(folder)) return folder;
  const beside = join(cache, `.${name}.${process.pid}.${randomBytes(4).toString('hex')}`);
  await mkdir(beside, { recursive: true });
  try {
    await make(beside);
    await rename(beside, folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
  return folder;
}
