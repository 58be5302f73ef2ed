import type { Commit, StoredCommand } from './event-store.ts';

/** What nobody queries, as two columns: a JSON text, and the payloads of all events end to end, untouched. */
export interface EncodedCommit {
  readonly head: string;
  readonly payloads: Uint8Array;
}

// Tuples rather than objects: a name per field would cost a fifth of the row. Fields may only be added at the end.
type EventTuple = [type: string, audience: [tenant: string, role: string][], payloadBytes: number];
type CommandTuple = [
  id: string,
  requestHash: string,
  correlation: string,
  causation: string,
  traceparent: string,
  events: EventTuple[],
];
type HeadTuple = [tenant: string, time: string, commands: CommandTuple[]];

export function encodeCommit(commit: Commit): EncodedCommit {
  const payloads: Uint8Array[] = [];
  const commands = commit.commands.map((command): CommandTuple => {
    const events = command.events.map(({ type, audience, payload }): EventTuple => {
      payloads.push(payload);
      return [type, audience.map(({ tenant, role }) => [tenant, role]), payload.length];
    });
    return [command.id, command.requestHash, command.correlation, command.causation, command.traceparent, events];
  });
  const head: HeadTuple = [commit.tenant, commit.time, commands];
  const [only] = payloads;
  return { head: JSON.stringify(head), payloads: payloads.length === 1 && only ? only : Buffer.concat(payloads) };
}

export function decodeCommit(encoded: EncodedCommit): Pick<Commit, 'tenant' | 'time' | 'commands'> {
  const [tenant, time, commandTuples] = JSON.parse(encoded.head) as HeadTuple;
  let from = 0;
  const commands = commandTuples.map(([id, requestHash, correlation, causation, traceparent, eventTuples]) => {
    const events = eventTuples.map(([type, audience, length]) => {
      const payload = encoded.payloads.subarray(from, from + length);
      from += length;
      return { type, audience: audience.map(([owner, role]) => ({ tenant: owner, role })), payload };
    });
    return { id, requestHash, correlation, causation, traceparent, events } satisfies StoredCommand;
  });
  return { tenant, time, commands };
}

/** How many versions, and later positions, a commit takes. */
export function eventsIn(commit: Commit): number {
  let count = 0;
  for (const command of commit.commands) count += command.events.length;
  return count;
}
