import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogues, type ServiceName } from '@portolan/contracts';
import { CustomsDefinition } from '@portolan/contracts/customs/v1/customs';
import { FxDefinition } from '@portolan/contracts/fx/v1/fx';
import { OrdersDefinition, PeopleDefinition } from '@portolan/contracts/orders/v1/orders';
import { TrackingDefinition } from '@portolan/contracts/tracking/v1/tracking';
import { WarehouseDefinition } from '@portolan/contracts/warehouse/v1/warehouse';
import type { Aggregate, Logger } from '@portolan/engine';
import type { DomainEvent } from '@portolan/eventsourcing';
import { openEmbeddedLog } from '@portolan/log';
import {
  answered,
  type Call,
  type Caller,
  type Compose,
  connect,
  createActivity,
  createSuiteClock,
  type Environment,
  type GrpcBinding,
  machineClock,
  RefusedError,
  type RunningService,
  startService,
} from '@portolan/service';
import { openSqliteDocumentStore, openSqliteEventStore } from '@portolan/store';
import { configSchema } from '../config.ts';
import type { Advice } from '../fulfilment/state.ts';
import { orders } from '../service.ts';
import { advice } from './story.ts';
import { offered } from './worlds.ts';

type Neighbour = Exclude<ServiceName, 'orders'>;

/**
 * What follows in a neighbour when one of its methods is called: events it publishes, or a refusal. Where the method
 * is told of a document, its kind stands for the method.
 */
export type Answers = Readonly<Record<string, readonly Advice[] | { readonly refused: string }>>;

/** A world in which everything goes well at once. */
export const willing: Answers = {
  openEscrow: [advice.escrowOpened, advice.escrowFunded],
  planParcel: [advice.parcelReserved, advice.parcelPacked],
  registerShipment: [advice.shipmentRegistered, advice.labelIssued],
  DOCUMENT_KIND_ORDER: [advice.orderRecorded],
  DOCUMENT_KIND_RECEIPT: [advice.receiptRecorded],
  DOCUMENT_KIND_WAYBILL: [advice.waybillRecorded],
  declare: [advice.caseMatched, advice.declarationReleased],
  authoriseDispatch: [advice.dispatchAuthorised, advice.parcelDispatched],
  handOver: [advice.shipmentHandedOver, advice.shipmentDelivered],
  startInspection: [advice.inspectionStarted, advice.escrowReleased],
  lockRate: [advice.quoteRequested, advice.rateLocked],
  sell: [advice.saleRequested, advice.currencySold],
  createPayout: [advice.payoutCreated, advice.payoutSettled],
};

const neighbours: Readonly<Record<Neighbour, GrpcBinding['definition']>> = {
  fx: FxDefinition,
  warehouse: WarehouseDefinition,
  tracking: TrackingDefinition,
  customs: CustomsDefinition,
};

// Publishes what it is told to, so that orders hears it as from the real service.
const tellerOf = (service: Neighbour): Aggregate<number, readonly DomainEvent[], DomainEvent> => ({
  name: `${service}-teller`,
  initial: 0,
  decide: (events) => events,
  evolve: (told) => told + 1,
});

const names: Readonly<Partial<Record<Advice['$case'], string>>> = {
  goodsCounted: 'ExpectedGoodsCounted',
  discrepancyResolved: 'InboundDiscrepancyResolved',
  statusUnknown: 'UnknownStatusRaised',
  underReview: 'DeclarationUnderReview',
};

function eventOf({ $case, value }: Advice): DomainEvent {
  const named = names[$case] ?? `${$case.charAt(0).toUpperCase()}${$case.slice(1)}`;
  const payment = named.replace(/^(Refund|TaxPayment)/, 'Payout').replace('FundsReturned', 'PayoutSettled');
  return { type: 'document' in value ? 'DocumentRecorded' : payment, data: value };
}

/** A service that publishes what follows from a call, and answers it so much later. */
function neighbour(name: Neighbour, answers: Answers, calls: string[], lateMs: number): Compose<object> {
  const definition = neighbours[name];
  const teller = tellerOf(name);
  return (_config, runtime) => {
    const handler = (method: string) => async (request: object, call: Call) => {
      const follows = answers['kind' in request ? String(request.kind) : method] ?? [];
      calls.push(method);
      if ('refused' in follows) throw new RefusedError({ refused: follows.refused, data: {} });
      const events = follows.map(eventOf);
      const outcome = await runtime.commands.execute(teller, call.context.correlation, events, call.context);
      await new Promise<void>((resolve) => runtime.machine.after(lateMs, resolve));
      return answered(outcome, method);
    };
    const implementation = Object.fromEntries(Object.keys(definition.methods).map((one) => [one, handler(one)]));
    return {
      name,
      catalogue: catalogues[name],
      projections: [],
      reactions: [],
      requests: [],
      timers: [],
      serves: [{ definition, implementation }],
    };
  };
}

const quiet: Logger = { debug() {}, info() {}, warn() {}, error() {} };

/** Orders with the real engine, stores, log and gRPC, among neighbours that say what the test wants. */
export async function startOrders(answers: Answers = willing, lateMs = 0) {
  const folder = mkdtempSync(join(tmpdir(), 'orders-'));
  const machine = machineClock();
  const activity = createActivity(machine);
  const clock = createSuiteClock({ mode: 'step', machine, file: join(folder, 'clock'), start: '2026-03-02T01:00:00Z' });
  const eventLog = openEmbeddedLog({ file: join(folder, 'log.db'), partitions: 2, machine });
  await eventLog.declare(Object.values(catalogues).map(({ topic }) => topic));
  const running = new Map<string, RunningService>();
  const calls: string[] = [];

  const environment = (name: string): Environment => ({
    clock,
    machine,
    activity,
    logger: quiet,
    seed: 'one',
    stores: {
      events: openSqliteEventStore({ file: join(folder, `${name}.events.db`), shards: 2 }),
      documents: openSqliteDocumentStore({ file: join(folder, `${name}.documents.db`) }),
    },
    eventLog,
    resolve: (service) => running.get(service)?.address ?? '127.0.0.1:1',
    instance: 'test',
    listen: { host: '127.0.0.1', port: 0 },
    masterKey: Buffer.alloc(32, 1),
  });
  for (const name of Object.keys(neighbours) as Neighbour[]) {
    running.set(name, await startService(name, {}, neighbour(name, answers, calls, lateMs), environment(name)));
  }
  const own = environment('orders');
  const { events } = own.stores;
  if (events === undefined) throw new Error('orders own streams');
  const service = await startService(
    'orders',
    configSchema.parse({
      PORTOLAN_ORDERS_WAREHOUSES: JSON.stringify(offered.warehouses),
      PORTOLAN_ORDERS_PLATFORMS: JSON.stringify({ '4403960002': 'platform' }),
    }),
    orders,
    own,
  );
  running.set('orders', service);
  const open: { close(): void }[] = [];
  const client = <Definition extends GrpcBinding['definition']>(definition: Definition) => {
    const connected = connect(definition, service.address, { machine, activity });
    open.push(connected);
    return connected.client;
  };

  return {
    api: client(OrdersDefinition),
    people: client(PeopleDefinition),
    /** A client of another of its services. */
    client,
    runtime: service.runtime,
    /** The commands that reactions give. */
    commands: service.engine.commands,
    calls,
    clock,
    /** All events of one of our streams, as they are stored. */
    async story(stream: string) {
      const commits = await events.readStream(stream, 1, 1_000);
      const told = commits.flatMap(({ time, commands }) => commands.map((command) => ({ time, ...command })));
      return JSON.stringify(told, (_, value) =>
        value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value,
      );
    },
    /** Waits until nothing is under way. */
    settle: () => activity.whenIdle(),
    /** All bytes on disk, as text. */
    bytes: () =>
      readdirSync(folder)
        .map((file) => readFileSync(join(folder, file), 'latin1'))
        .join(),
    async stop() {
      for (const connected of open) connected.close();
      for (const one of [...running.values()].toReversed()) await one.stop();
      await eventLog.close();
      clock.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

/** A user's command as the gateway gives it. */
export const command = (commandId: string, tenant = 'hailun') => ({
  ...merchant(tenant),
  commandId,
  requestHash: '',
  correlation: '',
  causation: commandId,
  traceparent: '',
});

export const merchant = (tenant = 'hailun'): Caller => ({ tenant, role: 'merchant' });
