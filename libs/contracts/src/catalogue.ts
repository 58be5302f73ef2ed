import type { BinaryReader, BinaryWriter } from '@bufbuild/protobuf/wire';
import type { Complete } from './complete.ts';
import * as customs from './gen/portolan/customs/v1/events.ts';
import * as engine from './gen/portolan/engine/v1/history.ts';
import * as fx from './gen/portolan/fx/v1/events.ts';
import * as orders from './gen/portolan/orders/v1/events.ts';
import * as tracking from './gen/portolan/tracking/v1/events.ts';
import * as warehouse from './gen/portolan/warehouse/v1/events.ts';

/** What ts-proto makes of a message: bytes and JSON, both ways. */
export interface Codec<T = unknown> {
  encode(message: T, writer?: BinaryWriter): BinaryWriter;
  decode(input: BinaryReader | Uint8Array, length?: number): T;
  fromJSON(object: unknown): T;
  toJSON(message: T): unknown;
}

/** One event: its type as proto spells it, and its payload. */
export interface AnyEvent {
  readonly type: string;
  readonly data: unknown;
}

// ts-proto also exports a codec for each map field, such as StepRefused_DataEntry: map entries are no events.
type CodecsOf<Module> = {
  [Name in keyof Module as Name extends `${string}_${string}`
    ? never
    : Module[Name] extends Codec<infer _T>
      ? Name
      : never]: Module[Name];
};

/** The union of all events of a generated `events.ts`: `{ type: 'OrderPlaced', data: OrderPlaced } | …` */
export type EventsOf<Module> = {
  [Name in keyof CodecsOf<Module>]: Module[Name & keyof Module] extends Codec<infer Payload>
    ? { readonly type: Name & string; readonly data: Complete<Payload> }
    : never;
}[keyof CodecsOf<Module>];

export type OrdersEvent = EventsOf<typeof orders>;
export type CustomsEvent = EventsOf<typeof customs>;
export type FxEvent = EventsOf<typeof fx>;
export type WarehouseEvent = EventsOf<typeof warehouse>;
export type TrackingEvent = EventsOf<typeof tracking>;
export type CommandRefusedEvent = { readonly type: 'CommandRefused'; readonly data: engine.CommandRefused };
export type SuiteEvent = OrdersEvent | CustomsEvent | FxEvent | WarehouseEvent | TrackingEvent | CommandRefusedEvent;

/** Picks events of a union by their types: `Only<OrdersEvent, 'OrderPlaced' | 'OrderPaid'>`. */
export type Only<Event extends AnyEvent, Type extends Event['type']> = Extract<Event, { type: Type }>;

export interface EventType {
  /** As in TypeScript: OrderPlaced. */
  readonly name: string;
  /** As in proto and CloudEvents: portolan.orders.v1.OrderPlaced. */
  readonly fullName: string;
  readonly codec: Codec;
}

/** What one service publishes: its topic, and every type that may stand in it. */
export interface Catalogue {
  readonly service: string;
  readonly topic: string;
  readonly byName: ReadonlyMap<string, EventType>;
  readonly byFullName: ReadonlyMap<string, EventType>;
}

export type ServiceName = 'orders' | 'customs' | 'fx' | 'warehouse' | 'tracking';

/** Which service publishes what. Every consumer decodes through this. */
export const catalogues: Readonly<Record<ServiceName, Catalogue>> = {
  orders: catalogueOf('orders', orders),
  customs: catalogueOf('customs', customs),
  fx: catalogueOf('fx', fx),
  warehouse: catalogueOf('warehouse', warehouse),
  tracking: catalogueOf('tracking', tracking),
};

/** A catalogue from a generated `events.ts`: its codecs are its event types. Tests use it for contracts of their own. */
export function catalogueOf(service: string, module: Readonly<Record<string, unknown>>): Catalogue {
  const types: EventType[] = Object.entries(module)
    .filter((entry): entry is [string, Codec] => !entry[0].includes('_') && isCodec(entry[1]))
    .map(([name, codec]) => ({ name, fullName: `portolan.${service}.v1.${name}`, codec }));
  types.push({
    name: 'CommandRefused',
    fullName: 'portolan.engine.v1.CommandRefused',
    codec: engine.CommandRefused as Codec,
  });
  return {
    service,
    topic: `portolan.${service}.v1`,
    byName: new Map(types.map((type) => [type.name, type])),
    byFullName: new Map(types.map((type) => [type.fullName, type])),
  };
}

function isCodec(value: unknown): value is Codec {
  return typeof value === 'object' && value !== null && 'encode' in value && 'decode' in value;
}
