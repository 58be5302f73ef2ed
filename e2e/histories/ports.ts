import type { Aggregate, CommandContext, Commands, Outcome, React, RequestContext, TimerBook } from '@portolan/engine';
import { type DomainEvent, fold } from '@portolan/eventsourcing';
import type { Outside, Runtime, ServiceDefinition } from '@portolan/service';
import { isOwn } from './past.ts';
import type { Tape } from './tape.ts';

type AnyAggregate = Aggregate<unknown, unknown, DomainEvent, string>;
type KeptOutcome = { readonly v: number; readonly n: number } | { readonly v: number; readonly no: Outcome & object };

/** Events of one of the service's streams, from version 1 on. */
export type StreamOf = (stream: string) => readonly DomainEvent[];

/** The ports of a service, everything that its processes ask of them on tape. @param past undefined while recording */
export function taped(runtime: Runtime, tape: Tape, past?: StreamOf): Runtime {
  return {
    ...runtime,
    commands: commandsOn(runtime, tape, past),
    clock: { ...runtime.clock, now: () => tape.passNow('the time', () => runtime.clock.now()) },
    outside: outsideOn(runtime.outside, tape),
    client: ((service: string, definition: never, deadlineMs?: number) =>
      clientOn(service, runtime.client(service, definition, deadlineMs), tape)) as Runtime['client'],
  };
}

function commandsOn({ commands }: Runtime, tape: Tape, past: StreamOf | undefined): Commands {
  const live = commands as unknown as {
    execute(aggregate: AnyAggregate, id: string, command: unknown, context: CommandContext): Promise<Outcome>;
    load(aggregate: AnyAggregate, tenant: string, id: string): Promise<{ state: unknown; version: number }>;
  };
  const execute: typeof live.execute = (aggregate, id, command, context) => {
    const stream = streamOf(context.tenant, aggregate, id);
    const asked = `command ${typeOf(command)} to ${stream} as ${context.commandId}`;
    return tape.pass(asked, () => live.execute(aggregate, id, command, context), outcome(stream, past));
  };
  const load: typeof live.load = (aggregate, tenant, id) => {
    const stream = streamOf(tenant, aggregate, id);
    return tape.pass(`look at ${stream}`, () => live.load(aggregate, tenant, id), {
      keep: ({ version }) => version,
      give: (version: number) => ({ state: stateAt(aggregate, stream, version, past), version }),
    });
  };
  return { execute, load } as unknown as Commands;
}

function stateAt(aggregate: AnyAggregate, stream: string, version: number, past: StreamOf | undefined): unknown {
  const events = version === 0 ? [] : (past?.(stream) ?? []);
  return fold(aggregate, aggregate.initial, events.slice(0, version).filter(isOwn));
}

function outcome(stream: string, past: StreamOf | undefined) {
  return {
    keep: (result: Outcome): KeptOutcome =>
      result.ok ? { v: result.version, n: result.events.length } : { v: result.version, no: result },
    give: (kept: KeptOutcome): Outcome => {
      if ('no' in kept) return kept.no;
      const events = kept.n === 0 ? [] : (past?.(stream) ?? []).slice(kept.v - kept.n, kept.v);
      return { ok: true, stream, version: kept.v, events };
    },
  };
}

const streamOf = (tenant: string, { name }: { readonly name: string }, id: string) => `${tenant}/${name}/${id}`;
const typeOf = (command: unknown) =>
  typeof command === 'object' && command !== null && 'type' in command ? String(command.type) : 'it';

type Told = Awaited<ReturnType<Outside['fetch']>>;

function outsideOn(outside: Outside, tape: Tape): Outside {
  return {
    ...outside,
    fetch: (url, call) => {
      const { pathname } = new URL(url);
      return tape.pass(`${call.method} ${pathname}`, async () => told(await outside.fetch(url, call)), {
        keep: ({ status, body }) => ({ status, body }),
        give: ({ status, body }: { status: number; body: string }) => answered(status, body),
      });
    },
  };
}

const answered = (status: number, body: string): Told & { readonly body: string } => ({
  ...{ status, body, ok: status >= 200 && status < 300, text: async () => body },
});
const told = async (reply: Told) => answered(reply.status, await reply.text());

type Method = (request: unknown, as: { readonly commandId?: string }) => Promise<unknown>;

function clientOn(service: string, client: unknown, tape: Tape): object {
  const answer = { keep: (reply: unknown) => reply, give: (reply: unknown) => reply };
  return new Proxy(client as Readonly<Record<string, Method>>, {
    get(methods, name) {
      const method = String(name);
      return (request: unknown, as: Parameters<Method>[1]) =>
        tape.pass(
          `ask ${service} to ${method} as ${as.commandId ?? 'nobody'}`,
          async () => methods[method]?.(request, as),
          answer,
        );
    },
  });
}

/** The processes of a service, each of its handlings on tape, with what it is given beside the event. */
export function processesOn(definition: ServiceDefinition, tape: Tape, past?: StreamOf): ServiceDefinition {
  const reacting = <Beside extends React>(react: Beside, tenant: string): Beside => ({
    ...react,
    execute: ((aggregate: AnyAggregate, id: string, command: unknown, override?: { readonly tenant?: string }) => {
      const stream = streamOf(override?.tenant ?? tenant, aggregate, id);
      const live = () => (react.execute as (...all: unknown[]) => Promise<Outcome>)(aggregate, id, command, override);
      return tape.pass(`command ${typeOf(command)} to ${stream}`, live, outcome(stream, past));
    }) as unknown as React['execute'],
  });
  const handled = <Part extends { readonly name: string; readonly on: object }>(part: Part): Part => ({
    ...part,
    on: Object.fromEntries(
      Object.entries(part.on as Record<string, (event: Meta, react: RequestContext) => Promise<void> | void>).map(
        ([type, handle]) => [
          type,
          (event: Meta, react: RequestContext) =>
            tape.handling(part.name, event.meta.id, async () => handle(event, reacting(react, event.meta.tenant))),
        ],
      ),
    ),
  });
  return {
    ...definition,
    reactions: definition.reactions.map(handled),
    requests: definition.requests.map(handled),
    timers: definition.timers.map((timers) => ({
      ...timers,
      on: Object.fromEntries(
        Object.entries(timers.on as Record<string, (event: Meta, book: TimerBook) => void>).map(([type, set]) => [
          type,
          (event: Meta, book: TimerBook) =>
            tape.handling(timers.name, event.meta.id, async () => set(event, bookOn(book, tape))),
        ]),
      ),
      fire: (timer, react) =>
        tape.handling(
          timers.name,
          `${timer.tenant} ${timer.id} ${timer.due}`,
          () => timers.fire(timer, reacting(react, timer.tenant)),
          timer,
        ),
    })),
  };
}

interface Meta {
  readonly meta: { readonly id: string; readonly tenant: string };
}

/** What a book of timers is told is told at once. */
function bookOn(book: TimerBook, tape: Tape): TimerBook {
  const note = (what: string, live: () => void) =>
    void tape.passNow(what, () => {
      live();
      return '';
    });
  return {
    set: (timer) => note(`timer ${timer.id} at ${timer.due}`, () => book.set(timer)),
    cancel: (id) => note(`no timer ${id}`, () => book.cancel(id)),
  };
}
