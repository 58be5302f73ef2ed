import { catalogues as suiteCatalogues } from '@portolan/contracts';
import { createEngine, type Engine, type Logger } from '@portolan/engine';
import type { Compose, GrpcBinding, Living, Runtime, ServiceDefinition } from '../definition.ts';
import type { Clients } from '../grpc/client.ts';
import { createHealth, type Health } from '../grpc/health.ts';
import { historyOf, serveHistory } from '../grpc/history.ts';
import { serveOperations } from '../grpc/operations.ts';
import { grpcWire } from '../grpc/wire.ts';
import { callMeter, countedCommands } from '../metrics/calls.ts';
import { network } from '../outside/outside.ts';
import { withFields } from '../telemetry/logger.ts';
import { hmac } from '../vault/cipher.ts';
import { createVault, vaultCollections } from '../vault/create.ts';
import type { Environment, RunningService } from './environment.ts';
import { startSchedule } from './schedules.ts';
import { createShutdown, type Shutdown } from './shutdown.ts';
import { type Watching, watch } from './watching.ts';

/**
 * Starts one service in this process, in order; where a step fails, what was started is stopped again.
 * @throws Error where the definition does not fit its name or catalogue, or a step fails.
 */
export async function startService<Config>(
  name: string,
  config: Config,
  compose: Compose<Config>,
  environment: Environment,
): Promise<RunningService> {
  const log = withFields(environment.logger, { service: name });
  const shutdown = createShutdown(environment.machine, log, environment.stopWithinMs ?? 10_000);
  const health = createHealth();
  try {
    const watching = await watch(name, environment, health, log, shutdown);
    const { engine, runtime } = await foundations(name, environment, watching, log, shutdown);
    const definition = compose(config, runtime);
    check(definition, name, environment);
    await environment.stores.documents.declare(definition.collections ?? {});
    await engine.start(definition);
    const address = await open(definition, engine, environment, { ...watching, log, health, shutdown });
    watching.started(definition, engine);
    health.set(true);
    // Not as `address`: that is a person's, and would be hidden.
    const { instance } = environment;
    log.info({ listening: address, operations: watching.address, instance }, 'started');
    return {
      name,
      address,
      operations: watching.address,
      engine,
      runtime,
      ready: health.ready,
      async stop() {
        await leave(health, definition, environment);
        await shutdown.run();
      },
    };
  } catch (error) {
    await shutdown.run();
    throw error;
  }
}

/** Says that no more calls are wanted, and gives those who send them the time to hear it. */
async function leave(
  health: Health,
  { lives = [] }: ServiceDefinition,
  { machine, unreadyMs = 0 }: Environment,
): Promise<void> {
  if (!health.ready()) return;
  health.set(false);
  for (const living of lives) living.leave?.();
  if (unreadyMs > 0) await new Promise<void>((resolve) => void machine.after(unreadyMs, resolve));
}

/** Stores, clients, vault, engine: what a service is composed on. */
async function foundations(
  name: string,
  environment: Environment,
  { eventLog, meter }: Watching,
  log: Logger,
  shutdown: Shutdown,
): Promise<{ engine: Engine; runtime: Runtime }> {
  const { activity, clock, instance, limits, machine, outside = network, seed, stores, wire = grpcWire } = environment;
  const catalogues = environment.catalogues ?? suiteCatalogues;
  shutdown.push('documents', () => stores.documents.close());
  shutdown.push('events', async () => stores.events?.close());
  const clients: Clients = wire.clients(environment.resolve, { machine, activity });
  shutdown.push('clients', async () => clients.close());
  await stores.documents.declare(vaultCollections);
  const engine = createEngine({
    service: name,
    catalogue: catalogues[name as keyof typeof catalogues],
    events: stores.events,
    documents: stores.documents,
    eventLog,
    catalogues,
    history: (service) => historyOf(clients.client, service),
    clock,
    machine,
    activity,
    log,
    instance,
    limits,
  });
  shutdown.push('engine', () => engine.stop());
  const runtime: Runtime = {
    clock,
    machine,
    activity,
    log,
    seed,
    outside,
    client: clients.client,
    commands: countedCommands(engine.commands, meter),
    documents: stores.documents,
    vault: createVault(stores.documents, environment.masterKey, seed),
    stream: (name) => engine.stream(name),
    visible: (projection, stream, version) => engine.visible(projection, stream, version),
  };
  return { engine, runtime };
}

/** Opens the doors: gRPC, then what lives beside it, then schedules. */
async function open(
  definition: ServiceDefinition,
  engine: Engine,
  environment: Environment,
  { meter, log, health, shutdown }: Pick<Watching, 'meter'> & { log: Logger; health: Health; shutdown: Shutdown },
): Promise<string> {
  const { activity, instance, listen: at, machine, masterKey, stores, timetable, wire = grpcWire } = environment;
  const past: readonly GrpcBinding[] = engine.history === undefined ? [] : [serveHistory(engine.history)];
  const operations = serveOperations({
    service: definition.name,
    instance,
    engine,
    activity,
    clock: environment.clock,
    machine,
    ready: health.ready,
    testTime: environment.testTime,
    nextTimer: () => earliest([engine, ...(definition.lives ?? [])]),
  });
  const hashKey = hmac(masterKey, 'requests');
  const server = await wire.listen([...definition.serves, ...past, operations], at, {
    ...{ activity, machine, log, health, hashKey },
    calls: callMeter(meter, machine),
  });
  shutdown.push('gRPC', (leftMs) => server.drain(leftMs / 2));
  for (const living of definition.lives ?? []) {
    shutdown.push(living.name, (leftMs) => living.stop(leftMs));
    await living.start();
  }
  for (const schedule of definition.schedules ?? []) {
    shutdown.push(
      schedule.name,
      startSchedule(schedule, { documents: stores.documents, machine, instance, log, timetable }),
    );
  }
  return server.address;
}

/** Instant at which the first of these acts by itself. */
async function earliest(timed: readonly Pick<Living, 'nextTimer'>[]): Promise<string | undefined> {
  const instants = await Promise.all(timed.map((each) => each.nextTimer?.()));
  return instants.filter((instant) => instant !== undefined).sort()[0];
}

function check(definition: ServiceDefinition, name: string, environment: Environment): void {
  if (definition.name !== name) throw new Error(`${name} was composed under the name ${definition.name}`);
  const catalogues: Readonly<Record<string, unknown>> = environment.catalogues ?? suiteCatalogues;
  if (definition.catalogue !== catalogues[name]) throw new Error(`${name} was composed with another catalogue`);
}
