import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Addresses, namedForTests, namedForUse, startServers } from '@portolan/servers';
import { keepRows, printHead, printRow, type Row } from '../table.ts';
import { measures } from './rows.ts';

const mostMs = 300_000;
const flames = '.data/flame';

interface Wanted {
  /** Undefined: all of them. */
  readonly rows: readonly string[] | undefined;
  /** Write a profile of each row's process. */
  readonly flame: boolean;
}

/**
 * Measures rows one after another, on servers that the environment names or that are started for it, and prints each as
 * it comes. Answers how many could not be measured.
 */
export async function measureDistributed({ rows, flame }: Wanted): Promise<number> {
  const names = rows ?? Object.keys(measures);
  const unknown = names.filter((name) => !Object.hasOwn(measures, name));
  if (unknown.length > 0) throw new Error(`no rows ${unknown.join(', ')}: ${Object.keys(measures).join(', ')}`);
  const folder = mkdtempSync(join(tmpdir(), 'portolan-bench-'));
  const servers = await startServers({ folder, named: { ...namedForUse(process.env), ...namedForTests(process.env) } });
  try {
    console.log(`On MongoDB and Kafka, ${servers.origin}. Each ratio is of one run, its sides measured in turn.`);
    return await measureEach(names, servers, flame);
  } finally {
    await servers.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureEach(names: readonly string[], servers: Addresses, flame: boolean): Promise<number> {
  let failures = 0;
  printHead();
  for (const name of names) {
    const args = [name, servers.mongoUrl, servers.kafkaBrokers.join()];
    const trouble = await measureIn(args, flame);
    if (trouble === undefined) continue;
    failures += 1;
    console.log(`${name}: not measured to its end: ${trouble}`);
  }
  console.log('The same rows are in .data/bench.json.');
  if (flame) sayFlames();
  return failures;
}

/**
 * A process of its own for each: what one leaves in memory is not the next one's burden, and its profile is its own.
 * Answers what went wrong.
 */
function measureIn(args: readonly string[], flame: boolean): Promise<string | undefined> {
  if (flame) mkdirSync(flames, { recursive: true });
  const profile = flame ? ['--cpu-prof', `--cpu-prof-dir=${flames}`, `--cpu-prof-name=${args[0]}.cpuprofile`] : [];
  const file = fileURLToPath(new URL('row/main.ts', import.meta.url));
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [...profile, file, ...args], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: flame ? { ...process.env, PORTOLAN_BENCH_FLAME: flames } : process.env,
    });
    const late = setTimeout(() => child.kill('SIGKILL'), mostMs);
    child.on('message', (message) => {
      const rows = message as readonly Row[];
      keepRows(rows);
      for (const row of rows) printRow(row);
    });
    child.once('exit', (code, signal) => {
      clearTimeout(late);
      if (code === 0) resolve(undefined);
      else resolve(signal === null ? `it ended with ${code}` : `it took longer than ${mostMs / 1000} s`);
    });
  });
}

function sayFlames(): void {
  const files = readdirSync(flames).map((file) => `${flames}/${file}`);
  console.log(`Profiles: ${files.join(' ')}`);
  console.log('Open one as a flame graph: Chrome or Edge, chrome://inspect, "Open dedicated DevTools for Node",');
  console.log('Performance, "Load profile"; or in VS Code by opening the file.');
}
