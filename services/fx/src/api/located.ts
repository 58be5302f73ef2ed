import type { Aggregate, Commands } from '@portolan/engine';
import type { DomainEvent, Refusal } from '@portolan/eventsourcing';
import { type Call, RefusedError } from '@portolan/service';
import type { Side } from '../escrow/state.ts';
import { operationsOnly } from './funds.ts';
import type { Rules } from './rules.ts';

export { operationsOnly };

/**
 * An aggregate of the caller's; operations find it whosever it is, since an id says nothing of its owner.
 * @throws RefusedError where there is none
 */
export async function located<State extends { readonly status: string }, Command, Event extends DomainEvent>(
  commands: Commands,
  { tenants }: Pick<Rules, 'tenants'>,
  aggregate: Aggregate<State, Command, Event>,
  id: string,
  { caller }: Pick<Call, 'caller'>,
  otherwise: Refusal,
): Promise<{ readonly tenant: string; readonly state: State }> {
  for (const tenant of caller.role === 'operations' ? tenants : [caller.tenant]) {
    const { state } = await commands.load(aggregate, tenant, id);
    if (state.status !== 'NONE') return { tenant, state };
  }
  throw new RefusedError(otherwise);
}

/** For whom a caller speaks: a merchant for itself, operations for the buyer. */
export function sideOf({ caller }: Pick<Call, 'caller'>): Side {
  return caller.role === 'operations' ? 'BUYER' : 'SELLER';
}

/** The context of a command about something of this tenant's. */
export function contextOf(call: Call, tenant: string, orderId: string) {
  return { ...call.context, tenant, correlation: orderId };
}
