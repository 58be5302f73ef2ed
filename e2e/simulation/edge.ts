import type { Catalogue } from '@portolan/contracts';
import type { Aggregate, CommandContext, Commands, Outcome, React } from '@portolan/engine';
import type { DomainEvent } from '@portolan/eventsourcing';
import type { Log } from '@portolan/log';
import type { Compose, Outside, Runtime, ServiceDefinition } from '@portolan/service';
import type { DocumentStore, EventStore } from '@portolan/store';
import type { DocumentDisk, EventDisk, Life } from '@portolan/testkit/simulation';

/**
 * What stands between a life and its ports: somebody who watches, or something that is broken. Production code knows
 * nothing of it.
 */
export interface Edge {
  /** Contracts of another release that this life is of; undefined: the suite's. Asked as it begins. */
  catalogues?(life: Life): Readonly<Record<string, Catalogue>> | undefined;
  compose?(compose: Compose<void>, life: Life): Compose<void>;
  events?(store: EventStore, disk: EventDisk, life: Life): EventStore;
  documents?(store: DocumentStore, disk: DocumentDisk, life: Life): DocumentStore;
  log?(log: Log, life: Life): Log;
  outside?(outside: Outside, life: Life): Outside;
  /** Parts of the engine that are to be broken, by name: the engine's own switch for tests. */
  readonly planted?: ReadonlySet<string>;
}

export type AnyAggregate = Aggregate<never, never, DomainEvent, string>;

/** A command that a service gives to one of its aggregates. */
export interface Given {
  readonly aggregate: AnyAggregate;
  readonly id: string;
  readonly command: { readonly type: string };
  readonly runtime: Runtime;
  /**
   * Names a command whose first answer is its answer, also a refusal, wherever it is given again: that of a process, in
   * its own service or through another's API. '' for people's: what they were refused may be asked again.
   */
  readonly cause: string;
  readonly tenant: string;
}

export type Carry = (aggregate: AnyAggregate, command: unknown) => Promise<Outcome>;
export type Give = (given: Given, carry: Carry) => Promise<Outcome>;

type Execute = (aggregate: AnyAggregate, id: string, command: never, fourth: never) => Promise<Outcome>;
// biome-ignore format: handlers take an event and what their kind is given beside it
type Handlers<Beside> = Readonly<Record<string, (event: { readonly meta: { readonly id: string; readonly tenant: string } }, beside: Beside) => unknown>>;

/** A service all of whose commands go through `give`, whoever gives them: API, reactions, requests, timers. */
export function commanding(compose: Compose<void>, give: Give): Compose<void> {
  return (config, runtime) => {
    const { commands } = runtime;
    const execute: Execute = (aggregate, id, command, context: CommandContext) => {
      const { tenant, commandId, rememberRefusal } = context;
      const given = { aggregate, id, command, runtime, cause: rememberRefusal === true ? commandId : '', tenant };
      return give(given, (other, changed) =>
        (commands.execute as Execute)(other, id, changed as never, context as never),
      );
    };
    const definition = compose(config, { ...runtime, commands: { ...commands, execute } as unknown as Commands });
    return {
      ...definition,
      ...handling(definition, (react, cause, tenant) => reacting(react, cause, tenant, runtime, give)),
    };
  };
}

function reacting<Beside extends React>(
  react: Beside,
  cause: string,
  tenant: string,
  runtime: Runtime,
  give: Give,
): Beside {
  let count = 0;
  const execute: Execute = (aggregate, id, command, override: { readonly tenant?: string } | undefined) => {
    const given = { aggregate, id, command, runtime, cause: `${cause}|${count++}`, tenant: override?.tenant ?? tenant };
    return give(given, (other, changed) => (react.execute as Execute)(other, id, changed as never, override as never));
  };
  return { ...react, execute: execute as unknown as React['execute'] };
}

type Around = <Beside extends React>(react: Beside, cause: string, tenant: string) => Beside;

/** The same handlers, each given what `around` makes of what it was to be given. */
function handling(
  definition: ServiceDefinition,
  around: Around,
): Pick<ServiceDefinition, 'reactions' | 'requests' | 'timers'> {
  const handlersOf = <Part extends { readonly name: string; readonly on: object }>(part: Part): Part => {
    const on: Record<string, unknown> = {};
    for (const [type, handle] of Object.entries(part.on as Handlers<React>))
      on[type] = (event: Parameters<typeof handle>[0], react: React) =>
        handle(event, around(react, `${part.name}|${event.meta.id}`, event.meta.tenant));
    return { ...part, on };
  };
  return {
    reactions: definition.reactions.map(handlersOf),
    requests: definition.requests.map(handlersOf),
    timers: definition.timers.map((timers) => ({
      ...timers,
      fire: (timer, react) =>
        timers.fire(timer, around(react, `${timers.name}|${timer.tenant}|${timer.id}|${timer.due}`, timer.tenant)),
    })),
  };
}

/** One thing after the other between a life and one of its ports. */
export function through<Port>(
  edges: readonly Edge[],
  port: Port,
  wrap: (edge: Edge, port: Port) => Port | undefined,
): Port {
  return edges.reduce((inner, edge) => wrap(edge, inner) ?? inner, port);
}
