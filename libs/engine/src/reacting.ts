import { madeId, madeTraceparent } from '@portolan/eventsourcing';
import type { ConsumerSpec } from './consuming.ts';
import type { CommandContext, Commands, React, Reaction, Recorded } from './model.ts';

/** What caused the commands of one handling. */
export interface Cause {
  /** What command ids are made from, beside the running number. */
  readonly parts: readonly string[];
  readonly causation: string;
  readonly tenant: string;
  readonly correlation: string;
}

export function causeOf(name: string, event: Recorded): Cause {
  const { id, tenant, correlation } = event.meta;
  return { parts: [name, id], causation: id, tenant, correlation };
}

/** The context of a command that a cause leads to. A handling that is repeated makes the same ids again. */
export function contextOf(
  cause: Cause,
  commandId: string,
  override: Parameters<React['execute']>[3] = {},
): CommandContext {
  const correlation = override.correlation ?? cause.correlation;
  return {
    tenant: override.tenant ?? cause.tenant,
    commandId,
    requestHash: '',
    correlation,
    causation: cause.causation,
    traceparent: madeTraceparent(correlation, commandId),
    rememberRefusal: true,
  };
}

export function createReact(commands: Commands, cause: Cause): React {
  let running = 0;
  return {
    execute(aggregate, id, command, override) {
      const commandId = madeId('command', ...cause.parts, running++);
      return commands.execute(aggregate, id, command, contextOf(cause, commandId, override));
    },
  };
}

type Handler = (event: Recorded, react: React) => void | Promise<void>;

/** A reaction as a consumer: its position moves after its commands were acknowledged. */
export function reactionSpec(reaction: Reaction<never>, commands: Commands): ConsumerSpec {
  const handlers = reaction.on as Readonly<Record<string, Handler>>;
  return {
    name: reaction.name,
    reads: reaction.reads,
    wants: (type) => Object.hasOwn(handlers, type),
    begin: () => ({
      async before(event) {
        await handlers[event.type]?.(event, createReact(commands, causeOf(reaction.name, event)));
      },
    }),
  };
}
