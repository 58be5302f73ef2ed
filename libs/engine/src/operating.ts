import type { Beside } from './beside.ts';
import type { Consumer } from './consumer.ts';
import type { Engine, EngineOptions } from './engine.ts';
import { listParked, parkedEvents, parkedKeyCounts } from './parked-list.ts';

interface Running {
  readonly consumers: readonly Consumer[];
  readonly beside: Beside;
}

/** What operators ask an engine. */
export function operations(
  { documents, catalogues }: EngineOptions,
  running: () => Running,
): Pick<Engine, 'progress' | 'parked' | 'redrive' | 'drop'> {
  const consumerNamed = (name: string): Consumer | undefined =>
    running().consumers.find((consumer) => consumer.name === name);
  const events = parkedEvents(documents, catalogues);

  return {
    async progress() {
      const { consumers, beside } = running();
      // First how far they are, then what is parked: an event that was read and is not counted here has been applied.
      const read = consumers.map((consumer) => ({ name: consumer.name, readings: consumer.readings() }));
      const parkedKeys = await parkedKeyCounts(documents);
      const own = await beside.progress();
      return { ...own, consumers: read.map((each) => ({ ...each, parkedKeys: parkedKeys.get(each.name) ?? 0 })) };
    },
    parked: (filter = {}, page = {}) => listParked([events, ...running().beside.parked], filter, page),
    async redrive(name, key) {
      // An intake is a consumer and has requests: its events and its rows are parked by the same name.
      const events = await consumerNamed(name)?.redriver.redrive(key);
      const beside = await running().beside.redrive(name, key);
      return {
        through: (events?.through ?? 0) + beside.through,
        waiting: (events?.waiting ?? 0) + beside.waiting,
      };
    },
    async drop(wanted) {
      const events = await consumerNamed(wanted.consumer)?.redriver.drop(wanted);
      if (events?.dropped) return events;
      const beside = await running().beside.drop(wanted);
      return { dropped: beside.dropped, waiting: beside.waiting + (events?.waiting ?? 0) };
    },
  };
}
