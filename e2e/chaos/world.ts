import type { Addresses } from '../story/cast.ts';

/** A service's process, as faults see it. */
export interface ServiceProcess {
  /** As when the power goes: SIGKILL. */
  kill(): Promise<void>;
  /** In order: SIGTERM. Answers when it is gone. */
  stop(): Promise<void>;
  /** Neither dead nor answering: SIGSTOP, until `continue`. */
  pause(): void;
  continue(): void;
  runs(): boolean;
  /** Starts it again, with more to tell it for this time; it is ready when this resolves. */
  start(more?: Readonly<Record<string, string>>): Promise<void>;
}

/** One mongod, or one broker. */
export interface ServerProcess {
  kill(): Promise<void>;
  pause(): void;
  continue(): void;
  /** Starts it on what it left; it answers when this resolves. */
  restart(): Promise<void>;
}

/** The line between the services and a server. */
export interface Line {
  /** Breaks every connection; no new one comes up until `mend`. */
  cut(): void;
  /** Everything that passes is late by so much, until `mend`. */
  delay(ms: number): void;
  mend(): Promise<void>;
}

/** A suite of processes on servers of its own, and everything in it that can break. */
export interface World extends Addresses {
  readonly services: ReadonlyMap<string, ServiceProcess>;
  readonly broker: ServerProcess;
  /** The one that takes writes at this moment. */
  mongod(): Promise<ServerProcess>;
  readonly lines: { readonly mongod: Line; readonly broker: Line };
  /** Makes another member the primary; undefined where there is one member only. */
  readonly elect: (() => Promise<void>) | undefined;
  /** What the last check reads by itself: under addresses that no fault touches. */
  readonly mongoUrl: string;
  readonly kafkaBrokers: readonly string[];
  readonly prefix: string;
  readonly shards: number;
  /** host:port of each service's gRPC. */
  readonly grpc: ReadonlyMap<string, string>;
  stop(): Promise<void>;
}
