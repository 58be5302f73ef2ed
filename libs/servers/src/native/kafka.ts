import { createHash } from 'node:crypto';
import { copyFile, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ServersMissing } from '../missing.ts';
import { cached } from './cache.ts';
import { lastLines, run } from './run.ts';

const made = fileURLToPath(new URL('../../native/kafka/', import.meta.url));
const oldestJava = 17;

/**
 * The class path of a Kafka 4.1 broker; the first call of a checkout downloads it (43 MB).
 * @throws ServersMissing where java or mvn is not there, or something else came than what SHA256SUMS holds.
 */
export async function kafkaClassPath(): Promise<string> {
  const java = await run('java', ['-version']);
  const version = Number(/version "(\d+)/.exec(java.output)?.[1]);
  if (!java.ok || !(version >= oldestJava))
    throw new ServersMissing(
      `Kafka runs on Java ${oldestJava} or later; ${java.ok ? `here is ${version}` : 'none is here'}`,
      'Install a JRE (Debian: default-jre-headless).',
    );
  return join(await cached('kafka-4.1.0', fetchKafka), '*');
}

async function fetchKafka(folder: string): Promise<void> {
  // Maven writes beside its project, so it gets a copy of it: starters side by side share nothing.
  await copyFile(join(made, 'pom.xml'), join(folder, 'pom.xml'));
  const copy = ['dependency:copy-dependencies', `-DoutputDirectory=${folder}`, '-DincludeScope=runtime'];
  const fetched = await run('mvn', ['--quiet', '--batch-mode', '--strict-checksums', ...copy], folder);
  if (fetched.absent)
    throw new ServersMissing('Kafka comes by mvn, which is not here', 'Install Maven (Debian: maven).');
  if (!fetched.ok)
    throw new ServersMissing(`mvn could not fetch Kafka:\n${lastLines(fetched.output)}\n`, 'It is needed once.');
  const wrong = differing(await readFile(join(made, 'SHA256SUMS'), 'utf8'), await sums(folder));
  if (wrong.length > 0)
    throw new ServersMissing(`Not what SHA256SUMS holds: ${wrong.join(', ')}`, 'Do not use what was downloaded.');
}

async function sums(folder: string): Promise<ReadonlyMap<string, string>> {
  const jars = (await readdir(folder)).filter((file) => file.endsWith('.jar'));
  const hash = async (jar: string) =>
    createHash('sha256')
      .update(await readFile(join(folder, jar)))
      .digest('hex');
  return new Map(await Promise.all(jars.map(async (jar) => [jar, await hash(jar)] as const)));
}

/** Names of files that are missing, too many or other than `list` (lines of sha256sum) says. */
export function differing(list: string, found: ReadonlyMap<string, string>): readonly string[] {
  const lines = list.trim().split('\n');
  const wanted = new Map(lines.map((line) => line.split(/\s+/, 2)).map(([sum = '', file = '']) => [file, sum]));
  return [...new Set([...wanted.keys(), ...found.keys()])].filter((file) => wanted.get(file) !== found.get(file));
}
