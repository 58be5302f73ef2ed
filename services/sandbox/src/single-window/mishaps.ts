import type { Transaction } from '@portolan/store';
import { bears } from '../faults.ts';
import { hitsOnce } from '../played.ts';
import { tenant } from '../tenant.ts';
import { refused, type World } from '../world.ts';
import { isList } from './kinds.ts';
import type { Incoming, Kept, Misshapen } from './messages.ts';

// What goes wrong at the door of the window, by the suffix of an order number or because too much comes.

/** A message at the door: it can be read, or it is misshapen. */
export interface Arrival {
  readonly copMsgId: string;
  readonly senderId: string;
  readonly readable?: { readonly incoming: Incoming; readonly kept: Kept };
  readonly misshapen?: Misshapen;
}

export const busy = refused(429, 'too many messages; send it again later', 'DxpMsg/TransInfo/SenderId');

/** How often a list that comes at a busy hour is turned away. */
const busyTimes = 2;

/** More than the window takes of one sender in a minute of business time; or a list that comes at a busy hour. */
export async function isBusy(world: World, transaction: Transaction, arrival: Arrival, now: string): Promise<boolean> {
  const most = world.windowPerMinute;
  if (most > 0 && (await counted(transaction, `rate/${arrival.senderId}/${now.slice(0, 16)}`, most)) >= most)
    return true;
  if (bearing(arrival, 'customs-429') === undefined) return false;
  return (await counted(transaction, `customs-429/${arrival.copMsgId}`, busyTimes)) < busyTimes;
}

/** How often this happened before; it is counted up to `most`. */
async function counted(transaction: Transaction, id: string, most: number): Promise<number> {
  const { times = 0 } = (await transaction.get<{ times: number }>('played', tenant, id)) ?? {};
  if (times < most) await transaction.put('played', tenant, id, { times: times + 1 });
  return times;
}

/** True where a list is lost on its way inside customs: nobody will answer this arrival. */
export async function isLost(transaction: Transaction, arrival: Arrival): Promise<boolean> {
  const list = bearing(arrival, 'customs-silent');
  return list !== undefined && hitsOnce(transaction, 'customs-silent', list, arrival.copMsgId);
}

/** The port finds a fault in the form of the first list, though there is none. */
export async function takenForMisshapen(transaction: Transaction, arrival: Arrival): Promise<Misshapen | undefined> {
  const list = bearing(arrival, 'customs-900');
  const { copMsgId, senderId, readable } = arrival;
  if (list === undefined || !(await hitsOnce(transaction, 'customs-900', list, copMsgId))) return undefined;
  const messageType = `CEB${readable?.incoming.kind ?? ''}Message`;
  return { copMsgId, senderId, messageType, code: 10, flaws: ['the form could not be checked'] };
}

/** Owner and order of a list whose order number bears the suffix. */
function bearing({ readable }: Arrival, fault: 'customs-429' | 'customs-silent' | 'customs-900'): string | undefined {
  if (readable === undefined) return undefined;
  const { incoming, kept } = readable;
  return isList(incoming.kind) && bears(kept.orderNo, fault) ? `${kept.owner}/${kept.orderNo}` : undefined;
}
