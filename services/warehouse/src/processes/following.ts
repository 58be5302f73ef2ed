import type { CommandContext, Recorded } from '@portolan/engine';
import { madeId } from '@portolan/eventsourcing';

/**
 * Context of a command that an event leads to. Its id is made from the event and from what the command is about, not
 * from its place in a row: what a reaction does depends on stock as it finds it, so its second run after a crash may
 * take another way, and one command must not pass for another.
 */
export function following(
  { meta }: Recorded,
  about: { readonly tenant: string; readonly orderId: string },
  ...key: readonly (string | number)[]
): CommandContext {
  return {
    tenant: about.tenant,
    commandId: madeId('command', meta.id, ...key),
    requestHash: '',
    correlation: about.orderId,
    causation: meta.id,
    traceparent: meta.traceparent,
  };
}
