import type { DocumentStore, EventStore } from '@portolan/store';
import { findAll } from '@portolan/store';
import { eventsOf } from './envelope.ts';
import type { Drop, ParkedItem } from './operations.ts';
import type { ParkedSource } from './parked-list.ts';
import { itemsOf } from './parked-list.ts';
import type { TimerRow } from './rows.ts';
import { ENGINE_TENANT, TIMER_ROWS } from './rows.ts';

/** Timers that wait, in all of the service. */
export function timerRows(documents: DocumentStore, events: EventStore) {
  const inState = (state: string) => ({ collection: TIMER_ROWS, index: 'byDue', equals: [state] });

  /** Where the event stands that set a timer. */
  async function setter(setBy: string, topic: string): Promise<Pick<ParkedItem, 'type' | 'partition' | 'position'>> {
    const at = setBy.lastIndexOf('@');
    const version = Number(setBy.slice(at + 1));
    const commit = await events.locate(setBy.slice(0, at), version);
    if (commit === undefined) throw new Error(`${topic} holds no ${setBy}, which set a timer`);
    const found = [...eventsOf(commit)].find((each) => each.version === version);
    const position = commit.position === 0 ? 0 : commit.position + version - commit.version;
    return { type: found?.event.type ?? '', partition: commit.shard, position };
  }

  return {
    open() {
      const query = { ...inState('open'), tenant: ENGINE_TENANT };
      return findAll<TimerRow>((page) => documents.find(page), query);
    },

    /** Those that are due; others than the first few wait until these are through. */
    due(now: string) {
      return documents.find<TimerRow>({ ...inState('open'), tenant: ENGINE_TENANT, atMost: now, limit: 100 });
    },

    async next(): Promise<string | undefined> {
      const [first] = await documents.find<TimerRow>({ ...inState('open'), tenant: ENGINE_TENANT, limit: 1 });
      return first?.document.due;
    },

    async parkedCount(): Promise<number> {
      const query = { ...inState('parked'), tenant: ENGINE_TENANT };
      return (await findAll<TimerRow>((page) => documents.find(page), query)).length;
    },

    parked(topic: string): ParkedSource {
      return (filter, page) =>
        itemsOf<TimerRow>(documents, inState('parked'), page, async ({ document }) => {
          const { consumer, row: key, setBy: event, error, attempts } = document;
          if (filter.consumer !== undefined && filter.consumer !== consumer) return undefined;
          const origin = await setter(event, topic);
          return { consumer, key, kind: 'timer', event, topic, ...origin, error, attempts, waiting: 1 };
        });
    },

    drop({ consumer, key, event }: Drop): Promise<TimerRow | undefined> {
      return documents.transact(async (transaction) => {
        const row = await transaction.get<TimerRow>(TIMER_ROWS, ENGINE_TENANT, key);
        if (row === undefined || row.state !== 'parked' || row.consumer !== consumer || row.setBy !== event) return;
        await transaction.delete(TIMER_ROWS, ENGINE_TENANT, key);
        return row;
      });
    },
  };
}
