import type { Complete } from '@portolan/contracts';
import type { InboundView, ReturnView } from '@portolan/contracts/warehouse/v1/warehouse';
import type { DataOf, Shown } from './in-feed.ts';

type Inbound = Complete<InboundView>;
type Return = Complete<ReturnView>;

/** Goods on their way to a warehouse after an event of their stream; undefined where it says nothing of them. */
export function inboundAfter({ data }: Shown, type: string, before: Inbound | undefined): Inbound | undefined {
  if (type === 'GoodsExpected') {
    const { inboundId, lines, ...rest } = data as unknown as DataOf<'GoodsExpected'>;
    return { id: inboundId, ...rest, state: 'EXPECTED', lines: awaited(lines), resolution: '' };
  }
  if (before === undefined) return undefined;
  if (type === 'ExpectedGoodsCounted') {
    const { lines, differs } = data as unknown as DataOf<'ExpectedGoodsCounted'>;
    return { ...before, state: differs ? 'DIFFERS' : 'COUNTED', lines: lines.map(countedOf) };
  }
  if (type === 'InboundDiscrepancyResolved') {
    const { resolution } = data as unknown as DataOf<'InboundDiscrepancyResolved'>;
    return { ...before, state: 'RESOLVED', resolution };
  }
  return undefined;
}

// By SKU: lots are told apart when they are counted in.
function awaited(lines: DataOf<'GoodsExpected'>['lines']) {
  const units = new Map<string, bigint>();
  for (const { sku, quantity } of lines) units.set(sku, (units.get(sku) ?? 0n) + BigInt(quantity));
  return [...units].map(([sku, expected]) => ({ sku, expected, counted: 0n }));
}

function countedOf({ sku, expected, counted }: DataOf<'ExpectedGoodsCounted'>['lines'][number]) {
  return { sku, expected: BigInt(expected), counted: BigInt(counted) };
}

/** What a buyer gives back after an event of its stream; undefined where it says nothing of it. */
export function returnAfter({ data }: Shown, type: string, before: Return | undefined): Return | undefined {
  if (type === 'ReturnExpected') {
    const { returnId, lines, ...rest } = data as unknown as DataOf<'ReturnExpected'>;
    return { id: returnId, ...rest, state: 'EXPECTED', expected: lines.map(unitsOf), received: [], graded: [] };
  }
  if (before === undefined) return undefined;
  if (type === 'ReturnReceived') {
    const { lines } = data as unknown as DataOf<'ReturnReceived'>;
    return { ...before, state: 'RECEIVED', received: lines.map(unitsOf) };
  }
  if (type === 'ReturnGraded') {
    const { lines } = data as unknown as DataOf<'ReturnGraded'>;
    const graded = lines.map(({ sku, grade, quantity }) => ({ sku, grade, quantity: BigInt(quantity) }));
    return { ...before, state: 'GRADED', graded };
  }
  return undefined;
}

function unitsOf({ sku, lot, quantity }: DataOf<'ReturnReceived'>['lines'][number]) {
  return { sku, lot, quantity: BigInt(quantity) };
}
