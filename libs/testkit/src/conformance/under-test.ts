import type { EventStore } from '@portolan/store';

/** An adapter under test, in a place of its own. */
export interface EventStoreUnderTest {
  /** Opened with 4 shards. */
  readonly store: EventStore;
  readonly folder: string;
  /** Another opening of the same data, as a second process has it; closed by `dispose`. */
  reopen(shards?: number): Promise<EventStore>;
  dispose(): Promise<void>;
}
