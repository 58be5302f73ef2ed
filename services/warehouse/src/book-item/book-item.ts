import type { Only, WarehouseEvent, WarehouseRefusal } from '@portolan/contracts';
import type { Audience } from '@portolan/contracts/common/v1/types';
import { type Decision, madeId, refuse } from '@portolan/eventsourcing';

/**
 * One line of an account book. stock = increased − reduced; available = stock − planned reductions: what is planned to
 * come in is not there yet, what is planned to go out is there no more. available is never below 0.
 */
export interface BookItem {
  /** Undefined before the first list that enters its goods was approved. */
  readonly opened: Opened | undefined;
  readonly increased: bigint;
  readonly reduced: bigint;
  /** Units of every list that was approved, by list id: once planned, a list's units are never planned again. */
  readonly planned: Readonly<Record<string, bigint>>;
  /** Those lists of them that take units out. */
  readonly reducing: readonly string[];
  /** Lists whose units passed the gate. */
  readonly moved: readonly string[];
  readonly plannedReduction: bigint;
}

export type BookItemEvent = Only<
  WarehouseEvent,
  'BookItemOpened' | 'BookIncreasePlanned' | 'BookIncreased' | 'BookReductionPlanned' | 'BookReduced'
>;

type Opened = Extract<BookItemEvent, { type: 'BookItemOpened' }>['data'];

/** Each is done once per list and then nothing to do. */
export type BookItemCommand =
  | { readonly type: 'Open'; readonly opened: Opened }
  | { readonly type: 'PlanIncrease' | 'PlanReduction'; readonly listId: string; readonly quantity: bigint }
  | { readonly type: 'Increase' | 'Reduce'; readonly listId: string };

export const bookItemId = (emsNo: string, recordNo: string): string => madeId('book-item', emsNo, recordNo);

/** Units on the line that no approved list takes out. */
export const availableOf = (item: BookItem): bigint => item.increased - item.reduced - item.plannedReduction;

/** A stream of the operator; who owns the goods sees it. */
export const bookItem = {
  name: 'book-item',
  initial: {
    opened: undefined,
    increased: 0n,
    reduced: 0n,
    planned: {},
    reducing: [],
    moved: [],
    plannedReduction: 0n,
  } as BookItem,
  decide,
  evolve,
  audience: (event: BookItemEvent, item: BookItem): Audience[] => {
    const owner = event.type === 'BookItemOpened' ? event.data.owner : item.opened?.owner;
    return owner === undefined ? [] : [{ tenant: owner, role: 'merchant' }];
  },
};

function decide(command: BookItemCommand, item: BookItem): Decision<BookItemEvent, WarehouseRefusal> {
  const { opened } = item;
  if (command.type === 'Open') return opened === undefined ? [{ type: 'BookItemOpened', data: command.opened }] : [];
  if (opened === undefined) return refuse('BOOK_LINE_NOT_FOUND', { listId: command.listId });
  const { emsNo, recordNo } = opened;
  const { listId } = command;
  const planned = item.planned[listId];
  if (command.type === 'PlanIncrease' || command.type === 'PlanReduction') {
    if (planned !== undefined) return [];
    const { quantity } = command;
    const data = { emsNo, recordNo, listId, quantity };
    if (command.type === 'PlanIncrease') return [{ type: 'BookIncreasePlanned', data }];
    const available = availableOf(item);
    if (quantity <= available) return [{ type: 'BookReductionPlanned', data }];
    return refuse('BOOK_SHORT', { emsNo, recordNo, wanted: String(quantity), available: String(available) });
  }
  // What was planned to come in never goes out by the same list, nor the other way round.
  const direction = item.reducing.includes(listId) ? 'Reduce' : 'Increase';
  if (planned === undefined || command.type !== direction) return refuse('BOOK_LINE_NOT_FOUND', { listId });
  if (item.moved.includes(listId)) return [];
  const data = { emsNo, recordNo, listId, quantity: planned };
  return [{ type: command.type === 'Increase' ? 'BookIncreased' : 'BookReduced', data }];
}

function evolve(item: BookItem, event: BookItemEvent): BookItem {
  switch (event.type) {
    case 'BookItemOpened':
      return { ...item, opened: event.data };
    case 'BookIncreasePlanned':
      return { ...item, planned: { ...item.planned, [event.data.listId]: event.data.quantity } };
    case 'BookIncreased': {
      const { listId, quantity } = event.data;
      return { ...item, increased: item.increased + quantity, moved: [...item.moved, listId] };
    }
    case 'BookReductionPlanned': {
      const { listId, quantity } = event.data;
      const planned = { ...item.planned, [listId]: quantity };
      const reducing = [...item.reducing, listId];
      return { ...item, planned, reducing, plannedReduction: item.plannedReduction + quantity };
    }
    case 'BookReduced': {
      const { listId, quantity } = event.data;
      const plannedReduction = item.plannedReduction - quantity;
      return { ...item, reduced: item.reduced + quantity, plannedReduction, moved: [...item.moved, listId] };
    }
  }
}
