import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

export interface ComposeService {
  readonly [key: string]: unknown;
  readonly image: string;
  readonly environment?: Readonly<Record<string, string | number>>;
  readonly ports?: readonly string[];
}

const folder = new URL('../../deploy/', import.meta.url);

/** The services of a compose file of deploy/. */
export function composed(file: string): Readonly<Record<string, ComposeService>> {
  return parse(readFileSync(new URL(file, folder), 'utf8'), { merge: true }).services;
}

/** What a service finds in its environment where `given` stands in deploy/.env. */
export function environmentIn(
  service: ComposeService | undefined,
  given: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const filled = (text: string) => text.replace(/\$\{(\w+):\?[^}]*\}/g, (_, key: string) => given[key] ?? '');
  return Object.fromEntries(
    Object.entries(service?.environment ?? {}).map(([key, value]) => [key, filled(`${value}`)]),
  );
}

/** Keys that deploy/.env.example names. */
export function exampleKeys(): readonly string[] {
  const text = readFileSync(new URL('.env.example', folder), 'utf8');
  return [...text.matchAll(/^(\w+)=/gm)].map(([, key = '']) => key);
}
