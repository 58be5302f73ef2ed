import { type Api, type Json, listAt, textAt, wholeList } from '../story/api.ts';
import type { Cast } from '../story/cast.ts';
import { type End, type Mishap, mishaps } from './mishaps.ts';
import type { Planned } from './plan.ts';

/** Where one declaration stands, as its seller sees it over REST. */
export interface Standing extends Planned {
  /** '' where there is no declaration. */
  readonly state: string;
  readonly end: End;
  /** Its order has come to its end, too. */
  readonly completed: boolean;
  /** '' where nothing holds the order. */
  readonly hold: string;
  /** Who acts next, by the hold, and what call moves it. */
  readonly owner: string;
  readonly call: string;
  /** What holds it, in words, and what to do. */
  readonly text: string;
}

/** Reads all orders, declarations and holds, and puts them together. */
export async function standings(cast: Cast, day: readonly Planned[]): Promise<readonly Standing[]> {
  const books = { exports: await read(cast.merchant), imports: await read(cast.importer) };
  return day.map((planned) => standingOf(planned, planned.mode === '1210' ? books.imports : books.exports));
}

interface Books {
  readonly orders: ReadonlyMap<string, Json>;
  readonly declarations: ReadonlyMap<string, Json>;
  readonly holds: ReadonlyMap<string, Json>;
}

async function read(seller: Api): Promise<Books> {
  const by = (rows: readonly Json[], ...path: readonly string[]) =>
    new Map(rows.map((row) => [textAt(row, ...path), row]));
  return {
    orders: by(await wholeList(seller, '/v1/orders', 'orders'), 'terms', 'orderNo'),
    declarations: by(await wholeList(seller, '/v1/declarations', 'declarations'), 'orderNo'),
    holds: by(await wholeList(seller, '/v1/holds', 'holds'), 'orderNo'),
  };
}

function standingOf(planned: Planned, { orders, declarations, holds }: Books): Standing {
  const { orderNo } = planned;
  const [order, declaration, hold] = [orders.get(orderNo), declarations.get(orderNo), holds.get(orderNo)];
  const { method, path, by } = asTexts(hold, 'method', 'path', 'by');
  return {
    ...planned,
    state: textAt(declaration, 'state'),
    end: endOf(order, declaration),
    completed: textAt(order, 'completed') === 'true',
    hold: textAt(hold, 'code'),
    owner: textAt(hold, 'owner'),
    call: method === '' || path === '' || by === '' ? '' : `${by}: ${method} ${path}`,
    text: [textAt(hold, 'text'), textAt(hold, 'next')].join(' ').trim(),
  };
}

const asTexts = <Name extends string>(hold: Json, ...names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [name, textAt(hold, 'clearedBy', name)])) as Record<Name, string>;

const released: readonly string[] = ['RELEASED', 'CLOSED', 'SUMMARISED', 'ENTERED'];

function endOf(order: Json, declaration: Json): End {
  const state = textAt(declaration, 'state');
  const wentBack = listAt(declaration, 'replies').some((reply) => textAt(reply, 'status') === '700');
  if (released.includes(state)) return 'RELEASED';
  if (state === 'SHIPPED_BACK' || (state === 'CANCELLED' && wentBack)) return 'SHIPPED_BACK';
  if (state === 'CANCELLED' || state === 'RETURNED') return state;
  // Called off before anything was declared.
  const isOver = textAt(order, 'completed') === 'true' && textAt(order, 'state') === 'CANCELLED';
  return declaration === undefined && isOver ? 'CANCELLED' : 'UNDER_WAY';
}

/** Neither at its end nor held by anything that says who acts, why, and what call moves it: stuck unseen. */
export function isUnseen({ end, completed, hold, owner, call, text }: Standing): boolean {
  const isSeen = hold !== '' && owner !== '' && call !== '' && text !== '';
  const isOver = end === 'RELEASED' || end === 'SHIPPED_BACK' || end === 'CANCELLED';
  return !isSeen && !(isOver && completed);
}

/** Where it has to be at the end of the day. */
export const wanted = ({ mishap }: Planned): End =>
  mishap === undefined ? 'RELEASED' : (mishaps[mishap] as Mishap).ends;
