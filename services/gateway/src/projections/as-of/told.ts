import type { SuiteEvent } from '@portolan/contracts';
import type { TimelineEntry } from '../timeline.ts';

/** An event of an order's own story, as its owner was told of it. */
export type Told = SuiteEvent & { readonly time: string };

/** Entries of a timeline as events. A type that is newer than this gateway passes every fold by. */
export function toldIn(entries: readonly TimelineEntry[]): readonly Told[] {
  return entries.map(({ type, data, time }) => ({ type, data, time }) as Told);
}
