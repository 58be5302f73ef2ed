import type { Catalogue } from '@portolan/contracts';
import type { Audience } from '@portolan/contracts/common/v1/types';
import type { Decision, DomainEvent, Refusal } from '@portolan/eventsourcing';
import { isRefusal, madeId } from '@portolan/eventsourcing';
import type { Commit, StoredCommand, StoredEvent } from '@portolan/store';
import { COMMAND_REFUSED, decodeEvent, eventCount } from './envelope.ts';
import type { CommandContext, Outcome } from './model.ts';
import { COMMAND_ID_REUSED } from './model.ts';
import type { AnyAggregate } from './streams.ts';

/** What a decision comes to: something to write, or an answer that writes nothing. */
export type Decided =
  | {
      readonly writes: true;
      readonly stored: StoredCommand;
      readonly state: unknown;
      readonly refusal: Refusal | undefined;
      readonly events: readonly DomainEvent[];
    }
  | { readonly writes: false; readonly refusal: Refusal | undefined };

/** Decides one command on a state. @throws whatever a broken decider throws */
export function decideOn(
  catalogue: Catalogue,
  aggregate: AnyAggregate,
  command: unknown,
  context: CommandContext,
  state: unknown,
  at: string,
): Decided {
  const decision: Decision<DomainEvent> = aggregate.decide(command, state, {
    at,
    id: (role, index = 0) => madeId(role, context.commandId, index),
  });
  if (isRefusal(decision)) {
    const passes = aggregate.passing?.includes(decision.refused) === true;
    if (passes || context.rememberRefusal !== true) return { writes: false, refusal: decision };
    const event = refusedEvent(command, context, decision);
    return {
      writes: true,
      stored: storedCommand(context, [encode(catalogue, event, [])]),
      state,
      refusal: decision,
      events: [],
    };
  }
  if (decision.length === 0) return { writes: false, refusal: undefined };
  let after = state;
  const stored: StoredEvent[] = [];
  for (const event of decision) {
    after = aggregate.evolve(after, event);
    stored.push(encode(catalogue, event, aggregate.audience?.(event, after) ?? []));
  }
  return { writes: true, stored: storedCommand(context, stored), state: after, refusal: undefined, events: decision };
}

function refusedEvent(command: unknown, context: CommandContext, refusal: Refusal): DomainEvent {
  const typed = typeof command === 'object' && command !== null && 'type' in command ? command.type : undefined;
  return {
    type: COMMAND_REFUSED,
    data: {
      command: typeof typed === 'string' ? typed : context.commandId,
      code: refusal.refused,
      data: { ...refusal.data },
    },
  };
}

function storedCommand(context: CommandContext, events: readonly StoredEvent[]): StoredCommand {
  return {
    id: context.commandId,
    requestHash: context.requestHash,
    correlation: context.correlation,
    causation: context.causation,
    traceparent: context.traceparent,
    events,
  };
}

function encode(catalogue: Catalogue, event: DomainEvent, audience: readonly Audience[]): StoredEvent {
  const type = catalogue.byName.get(event.type);
  if (type === undefined) throw new Error(`${event.type} is not an event of ${catalogue.service}`);
  return { type: type.fullName, audience, payload: type.codec.encode(event.data).finish() };
}

/** The first answer to a command, from the commit that carried it out. */
export function firstAnswer(catalogue: Catalogue, commit: Commit, context: CommandContext): Outcome {
  let version = commit.version - 1;
  for (const command of commit.commands) {
    version += command.events.length;
    if (command.id !== context.commandId) continue;
    const { stream } = commit;
    if (command.requestHash !== context.requestHash)
      return { ok: false, stream, version, refusal: { refused: COMMAND_ID_REUSED, data: { commandId: command.id } } };
    const events = command.events.map((event) => decodeEvent(catalogue, event, `${stream}@${version}`));
    const refused = events.find((event) => event.type === COMMAND_REFUSED);
    if (refused === undefined) return { ok: true, stream, version, events };
    const { code, data } = refused.data as { code: string; data: Record<string, string> };
    return { ok: false, stream, version, refusal: { refused: code, data } };
  }
  throw new Error(
    `${commit.stream}@${commit.version}…${commit.version + eventCount(commit) - 1} lacks ${context.commandId}`,
  );
}
