import type { FxEvent } from '@portolan/contracts';
import type { Aggregate, CommandContext, Commands, Outcome, React, Reaction, Recorded } from '@portolan/engine';
import { type DomainEvent, fold, isRefusal } from '@portolan/eventsourcing';
import { facts } from '@portolan/testkit';

export const tenant = 'merchant-shenzhen';

type AnyAggregate = Pick<Aggregate<unknown, unknown, DomainEvent>, 'name' | 'initial' | 'decide'> & {
  evolve(state: unknown, event: DomainEvent): unknown;
};
type Folding<State, Event extends DomainEvent> = Pick<Aggregate<State, never, Event>, 'name' | 'initial' | 'evolve'>;
type Handler = (event: Recorded, react: React) => void | Promise<void>;

/** Streams in memory, commands one at a time, and reactions to them, with pauses and deaths wherever a test wants. */
export interface World {
  readonly commands: Commands;
  /** Starts a handling; it begins again where it dies. */
  begin(name: string, handling: (react: React) => Promise<unknown>): void;
  /** When nothing is under way any more. */
  done(): Promise<void>;
  /** Of a stream of the tenant, as its events say. */
  state<State, Event extends DomainEvent>(aggregate: Folding<State, Event>, id: string): State;
}

interface Stream {
  readonly events: DomainEvent[];
  readonly answers: Map<string, Outcome>;
}

class Died extends Error {}

/**
 * @param turn awaited before and after each command: where others get their turn
 * @param deaths the commands, counted over all, at which a handling dies: between the write and its answer
 */
export function worldOf(
  turn: () => Promise<unknown>,
  deaths: readonly number[],
  reactionsOf: (commands: Commands) => readonly Reaction<FxEvent>[],
): World {
  const streams = new Map<string, Stream>();
  const lanes = new Map<string, Promise<void>>();
  let counted = 0;

  function streamOf(name: string): Stream {
    const stream: Stream = streams.get(name) ?? { events: [], answers: new Map() };
    streams.set(name, stream);
    return stream;
  }

  async function execute(aggregate: AnyAggregate, id: string, command: unknown, context: CommandContext) {
    await turn();
    const name = `${context.tenant}/${aggregate.name}/${id}`;
    const stream = streamOf(name);
    const outcome = stream.answers.get(context.commandId) ?? decide(name, aggregate, command, context);
    await turn();
    counted += 1;
    if (deaths.includes(counted)) throw new Died();
    return outcome;
  }

  function decide(name: string, aggregate: AnyAggregate, command: unknown, context: CommandContext): Outcome {
    const stream = streamOf(name);
    const decision = aggregate.decide(command, fold(aggregate, aggregate.initial, stream.events), facts());
    const version = stream.events.length;
    const outcome: Outcome = isRefusal(decision)
      ? { ok: false, stream: name, version, refusal: decision }
      : { ok: true, stream: name, version: version + decision.length, events: decision };
    if (!outcome.ok && context.rememberRefusal !== true) return outcome;
    if (outcome.ok && outcome.events.length === 0) return outcome;
    stream.answers.set(context.commandId, outcome);
    for (const event of outcome.ok ? outcome.events : []) {
      stream.events.push(event);
      deliver(name, stream.events.length, event, context);
    }
    return outcome;
  }

  /** Events of a stream are handled one after another, as in a partition. */
  function deliver(stream: string, version: number, event: DomainEvent, { correlation }: CommandContext): void {
    const meta = { id: `${stream}@${version}`, stream, version, tenant, correlation };
    for (const { name, on } of reactions) {
      const handler = (on as Readonly<Record<string, Handler>>)[event.type];
      if (handler === undefined) continue;
      const handling = async (react: React) => handler({ ...event, meta } as unknown as Recorded, react);
      follow(`${name}|${stream}`, meta.id, handling);
    }
  }

  function follow(lane: string, cause: string, handling: (react: React) => Promise<unknown>): void {
    const before = lanes.get(lane) ?? Promise.resolve();
    lanes.set(
      lane,
      before.then(() => untilDone(cause, handling)),
    );
  }

  async function untilDone(cause: string, handling: (react: React) => Promise<unknown>): Promise<void> {
    for (;;) {
      try {
        await turn();
        await handling(reactOf(cause));
        return;
      } catch (error) {
        if (!(error instanceof Died)) throw error;
      }
    }
  }

  // As the engine's: ids are made of the cause and a running number, and refusals are remembered.
  function reactOf(cause: string): React {
    let running = 0;
    return {
      execute(aggregate, id, command, override) {
        const commandId = `${cause}#${running++}`;
        const context = { tenant, correlation: '', requestHash: '', causation: cause, traceparent: '', ...override };
        return commands.execute(aggregate, id, command, { ...context, commandId, rememberRefusal: true });
      },
    };
  }

  function state<State, Event extends DomainEvent>(aggregate: Folding<State, Event>, id: string): State {
    return fold(aggregate, aggregate.initial, streamOf(`${tenant}/${aggregate.name}/${id}`).events as Event[]);
  }

  async function load(aggregate: AnyAggregate, of: string, id: string) {
    await turn();
    const { events } = streamOf(`${of}/${aggregate.name}/${id}`);
    return { state: fold(aggregate, aggregate.initial, events), version: events.length };
  }

  const commands = { execute, load } as unknown as Commands;
  const reactions = reactionsOf(commands);
  return {
    commands,
    begin: (name, handling) => follow(name, name, handling),
    async done() {
      let ends: readonly Promise<void>[];
      do {
        ends = [...lanes.values()];
        await Promise.all(ends);
      } while ([...lanes.values()].some((end) => !ends.includes(end)));
    },
    state,
  };
}
