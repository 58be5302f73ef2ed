import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Spread } from './method.ts';

export type Unit = '×' | 'ms' | 's' | 'MiB' | '%' | 'events/s' | 'orders/s' | 'declarations/s';

/** A row of the table: one figure of one run, and what it has to be. */
export interface Row {
  readonly id: string;
  readonly engine: 'embedded' | 'distributed';
  readonly measure: string;
  readonly unit: Unit;
  readonly value: number;
  /** Of the runs; undefined where there was one. */
  readonly spread?: readonly [least: number, most: number];
  readonly runs: number;
  readonly better: 'higher' | 'lower';
  /** Undefined: shown for comparison, nothing is asked of it. */
  readonly must?: number;
  readonly goal?: number;
  /** Speeds and waits that the figure was made from. */
  readonly detail: string;
  /** What keeps it from the goal; said where it is below. */
  readonly limit: string;
}

export type Reached = 'goal' | 'must' | 'NOT' | '';

export function reachedBy({ value, better, must, goal }: Row): Reached {
  if (must === undefined || goal === undefined) return '';
  const beats = (bound: number) => (better === 'higher' ? value >= bound : value <= bound);
  return beats(goal) ? 'goal' : beats(must) ? 'must' : 'NOT';
}

/** A row's figure and its spread. */
export function figureOf({ median, least, most }: Spread, runs: number): Pick<Row, 'value' | 'spread' | 'runs'> {
  return { value: rounded(median), spread: [rounded(least), rounded(most)], runs };
}

const rounded = (figure: number): number => Number(figure.toPrecision(4));

export function printHead(print: (line: string) => void = console.log): void {
  print(`${cells('must', 'goal', 'reached', '')}  measure`);
}

/** The row as three lines: figures, what they were made from, and what limits it where it is under its goal. */
export function printRow(row: Row, print: (line: string) => void = console.log): void {
  const { unit, value, spread, must, goal, runs } = row;
  const reached = reachedBy(row);
  const figure = `${shown(value)} ${unit}`;
  print(`${cells(bound(must), bound(goal), figure, reached)}  ${row.measure}`);
  const between = spread === undefined || runs < 2 ? '1 run' : `${runs} runs: ${shown(spread[0])}–${shown(spread[1])}`;
  const indent = ' '.repeat(cells('', '', '', '').length + 2);
  print(`${indent}${between}; ${row.detail}`);
  if (reached !== 'goal' && reached !== '') print(`${indent}limited by ${row.limit}`);
}

const cells = (must: string, goal: string, reached: string, verdict: string): string =>
  `${must.padStart(9)} ${goal.padStart(9)} ${reached.padStart(16)}  ${verdict.padEnd(4)}`;

const bound = (figure: number | undefined): string => (figure === undefined ? '–' : shown(figure));

export function shown(figure: number): string {
  if (figure >= 1000) return Math.round(figure).toLocaleString('en-US');
  return Number(figure.toPrecision(3)).toString();
}

const file = '.data/bench.json';

/** Writes rows into .data/bench.json beside those of other runs; a row that was measured again replaces its old self. */
export function keepRows(rows: readonly Row[]): void {
  const fresh = new Set(rows.map(keyOf));
  const kept = [...readRows().filter((row) => !fresh.has(keyOf(row))), ...rows];
  mkdirSync('.data', { recursive: true });
  const judged = kept.map((row) => ({ ...row, reached: reachedBy(row) }));
  writeFileSync(file, `${JSON.stringify(judged, null, 2)}\n`);
}

const keyOf = ({ engine, id }: Row): string => `${engine}/${id}`;

function readRows(): readonly Row[] {
  if (!existsSync(file)) return [];
  const held: unknown = JSON.parse(readFileSync(file, 'utf8'));
  // What an older bench wrote has no ids.
  return Array.isArray(held) ? (held as Row[]).filter((row) => typeof row.id === 'string') : [];
}
