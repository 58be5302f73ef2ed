import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { ServiceName } from '@portolan/contracts';
import { read, written } from './json.ts';
import { type KeptCommit, pastOf } from './past.ts';
import type { Handling } from './tape.ts';

/** What is kept of a release: what happened, and what its code made of it. */
export interface Release {
  readonly made: {
    readonly seed: string;
    readonly orders: number;
    /** Names of all its processes and projections. Later ones have nothing to be held against. */
    readonly consumers: readonly string[];
  };
  readonly commits: Readonly<Record<ServiceName, readonly KeptCommit[]>>;
  readonly handlings: readonly Handling[];
  readonly derived: Derived;
}

/** What follows from the events alone: digests of every stream's state and of every document. */
export interface Derived {
  /** By service and stream, of each field. */
  readonly states: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** By projection, collection, tenant and id, of each field. */
  readonly documents: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const folder = import.meta.dirname;
export const services: readonly ServiceName[] = ['orders', 'customs', 'fx', 'warehouse', 'tracking'];

/** Releases that are kept, the earliest first. */
export function releases(): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
}

export function readRelease(name: string): Release {
  const text = (file: string) => gunzipSync(readFileSync(join(folder, name, `${file}.jsonl.gz`))).toString();
  const lines = <T>(file: string) =>
    text(file)
      .split('\n')
      .filter(Boolean)
      .map(read<T>);
  const [made, derived] = lines<Release['made'] & Derived>('made');
  if (made === undefined || derived === undefined) throw new Error(`${name} is not whole`);
  const commits = Object.fromEntries(services.map((service) => [service, lines<KeptCommit>(service)]));
  return { made, derived, commits: commits as unknown as Release['commits'], handlings: lines<Handling>('processes') };
}

/** Processes and views that do otherwise on purpose, each with the reason: `accepted.json` in the release's folder. */
export function acceptedIn(name: string): ReadonlySet<string> {
  const file = join(folder, name, 'accepted.json');
  return new Set(existsSync(file) ? Object.keys(read<Record<string, string>>(readFileSync(file, 'utf8'))) : []);
}

/** Files of a release: the same release makes the same bytes. */
export function filesOf({ made, derived, commits, handlings }: Release): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const lines = (file: string, all: readonly unknown[]) =>
    files.set(`${file}.jsonl.gz`, gzipSync(`${all.map(written).join('\n')}\n`, { level: 9 }));
  lines('made', [made, derived]);
  for (const service of services) lines(service, commits[service]);
  lines('processes', handlings);
  // For people: what happened, one line an event.
  const told = pastOf(commits).events.map(({ type, meta }) => `${meta.time} ${meta.service} ${type} ${meta.id}`);
  files.set('events.txt', Buffer.from(`${told.join('\n')}\n`));
  return files;
}

export function writeRelease(name: string, release: Release): number {
  const into = join(folder, name);
  rmSync(into, { recursive: true, force: true });
  mkdirSync(into);
  let bytes = 0;
  for (const [file, content] of filesOf(release)) {
    writeFileSync(join(into, file), content);
    bytes += content.length;
  }
  return bytes;
}
