import { setTimeout as wait } from 'node:timers/promises';
import type { Row } from '../../table.ts';
import { shown } from '../../table.ts';
import type { Stage } from '../stage.ts';

const settleMs = 5_000;
const watchMs = 10_000;
const services = ['orders', 'customs', 'fx', 'warehouse', 'tracking', 'checker', 'gateway'] as const;

/** Memory and processor of services that have nothing to do: of the one that takes most. */
export async function measureIdle(stage: Stage): Promise<readonly Row[]> {
  await wait(settleMs);
  const before = services.map((service) => stage.processor(service));
  const began = performance.now();
  await wait(watchMs);
  const seconds = (performance.now() - began) / 1000;
  const percent = services.map((service, at) => (100 * (stage.processor(service) - (before[at] ?? 0))) / seconds);
  return [
    {
      ...{ id: 'idle-memory', engine: 'distributed', unit: 'MiB', better: 'lower', must: 180, goal: 130, runs: 1 },
      ...memoryOf(stage),
      measure: 'memory of an idle service, the largest',
    },
    {
      ...{ id: 'idle-processor', engine: 'distributed', unit: '%', better: 'lower', must: 2, goal: 1, runs: 1 },
      measure: 'processor use of an idle service, of a core, the busiest',
      value: Number(Math.max(...percent).toPrecision(3)),
      detail: services.map((service, at) => `${service} ${(percent[at] ?? 0).toFixed(1)}`).join(', '),
      limit:
        'looks into MongoDB although nobody rang (relay, lease, requests, timers), most of it the driver; then the ' +
        "heartbeats and the waiting fetch of Kafka's one membership",
    },
  ];
}

export function measureLoaded(stage: Stage): readonly Row[] {
  return [
    {
      ...{ id: 'loaded-memory', engine: 'distributed', unit: 'MiB', better: 'lower', must: 300, goal: 200, runs: 1 },
      ...memoryOf(stage),
      measure: 'memory of a loaded service, the largest',
    },
  ];
}

function memoryOf(stage: Stage): Pick<Row, 'value' | 'detail' | 'limit'> {
  const held = services.map((service) => stage.memory(service));
  return {
    value: Number(Math.max(...held).toPrecision(3)),
    detail: services.map((service, at) => `${service} ${shown(held[at] ?? 0)}`).join(', '),
    limit:
      'what node takes before a service does anything (50 MiB), the code and tables of the libraries (drivers, gRPC, ' +
      'zod, contracts), and a young generation of 24 MiB',
  };
}
