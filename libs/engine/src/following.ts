import { madeId, madeTraceparent } from '@portolan/eventsourcing';
import type { CommandContext, Recorded } from './model.ts';

/**
 * Context of a command that an event leads to, for reactions that look at what is there before they act. Its id is
 * made from the event and from what the command is about, not from its place in a row: the second run after a crash
 * may take another way, and one command must not pass for another.
 * @param key what tells this command from the others that follow from the event
 */
export function following(
  { meta }: Recorded,
  about: { readonly tenant: string; readonly orderId: string },
  ...key: readonly (string | number)[]
): CommandContext {
  const commandId = madeId('command', meta.id, ...key);
  return {
    tenant: about.tenant,
    commandId,
    requestHash: '',
    correlation: about.orderId,
    causation: meta.id,
    traceparent: madeTraceparent(about.orderId, commandId),
  };
}
