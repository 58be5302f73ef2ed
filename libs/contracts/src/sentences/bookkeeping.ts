import type { SuiteEvent } from '../catalogue.ts';

/**
 * Events by which the suite keeps its own books: a process's memory and its beginning and end, and claims of a number
 * by which something is found later. Another event says the same as a fact of the trade, so a story for people loses
 * nothing without them.
 */
export const bookkeepingEvents: ReadonlySet<string> = new Set<SuiteEvent['type']>([
  'AdviceReceived',
  'FulfilmentStarted',
  'FulfilmentCompleted',
  'OrderNumberClaimed',
  'MessageKeyClaimed',
  'WaybillAssigned',
  'ParcelAnnounced',
  'PaymentRegistered',
  'ReleaseDecided',
]);
