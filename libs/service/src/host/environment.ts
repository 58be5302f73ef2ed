import type { Catalogue } from '@portolan/contracts';
import type { Activity, Clock, Engine, EngineLimits, Logger, MachineClock } from '@portolan/engine';
import type { Log } from '@portolan/log';
import type { DocumentStore, EventStore } from '@portolan/store';
import type { Runtime } from '../definition.ts';
import type { TestTime } from '../grpc/operations.ts';
import type { Wire } from '../grpc/wire.ts';
import type { Outside } from '../outside/outside.ts';
import type { Timetable } from './schedules.ts';

/** What a service stands on. Whoever starts it says so, once; below main nobody else knows. */
export interface Environment {
  readonly clock: Clock;
  readonly machine: MachineClock;
  readonly activity: Activity;
  readonly logger: Logger;
  /** Test and demo mode: what chance is drawn from. Undefined in production. */
  readonly seed: string | undefined;
  /** Of this service alone; it closes them when it stops. `events` is undefined where it owns no streams. */
  readonly stores: { readonly events: EventStore | undefined; readonly documents: DocumentStore };
  /** Shared by all; whoever opened it closes it. */
  readonly eventLog: Log;
  /** How other services are called; gRPC over the network where nothing is said. */
  readonly wire?: Wire;
  /** How the outside world is met; the network where nothing is said. */
  readonly outside?: Outside;
  /** When schedules run; by cron where nothing is said. */
  readonly timetable?: Timetable;
  /** Bounds of the engine that differ from the usual ones. */
  readonly limits?: Partial<EngineLimits>;
  /** Where another service is reached: host:port. Asked at the first call, so that all may start at once. */
  resolve(service: string): string;
  /** Names this process among those that compete for leases. */
  readonly instance: string;
  /** Port 0: any that is free. */
  readonly listen: { readonly host: string; readonly port: number };
  /** Port of /live, /ready and /metrics, beside gRPC; 0: any that is free. Undefined: none, and nothing is measured. */
  readonly operationsPort?: number;
  /** 32 bytes: wraps the keys of people's data and keys all hashes. The same for every service of a suite. */
  readonly masterKey: Uint8Array;
  /** Other catalogues than the suite's, for tests with contracts of their own. */
  readonly catalogues?: Readonly<Record<string, Catalogue>>;
  /** Test mode: `clock` and `activity` once more, as Operations.Activity needs them. */
  readonly testTime?: TestTime;
  /** How long it goes on serving after it said that it is not ready, in milliseconds: until everybody has heard it. */
  readonly unreadyMs?: number;
  /** How long stopping may take altogether, in milliseconds; 10,000 where nothing is said. */
  readonly stopWithinMs?: number;
}

/** A service that runs. */
export interface RunningService {
  readonly name: string;
  /** host:port of its gRPC. */
  readonly address: string;
  /** host:port of /live, /ready and /metrics; undefined where the environment names no port. */
  readonly operations: string | undefined;
  readonly engine: Engine;
  readonly runtime: Runtime;
  /** May calls be sent to it? */
  ready(): boolean;
  /** In reverse of the start, under the deadline: no step of it is waited for longer. Never throws. */
  stop(): Promise<void>;
}
