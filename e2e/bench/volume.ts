import { type Api, type Json, listAt, ok, textAt } from '../story/api.ts';
import { castOf } from '../story/cast.ts';
import { passing, playVolume } from '../story/volume.ts';
import { startProcess } from '../support/child.ts';
import { dataFolder } from '../support/folder.ts';
import { freePort } from '../support/ports.ts';

/** What carrying many orders at once came to, in machine time. */
export interface Volume {
  readonly orders: number;
  readonly seconds: number;
  readonly ordersPerSecond: number;
  readonly eventsPerSecond: number;
  /** Seconds from the order placed to its declaration sent to customs, as the merchant's feed told of both. */
  readonly declared: { readonly p50: number; readonly p99: number };
  /** Of the suite's process at the end, in MiB. */
  readonly memory: number;
}

/** How far business time leaps when nothing is left to do. */
const leap = 'PT6H';
const lookAgainMs = 200;

/** Carries direct-mail orders from one file to settled, over REST, with the suite in a process of its own. */
export async function measureVolume(orders: number): Promise<Volume> {
  const folder = dataFolder('volume');
  const [gatewayPort, sandboxPort] = [await freePort(), await freePort()];
  const suite = await startProcess({
    PORTOLAN_DATA: folder.path,
    PORTOLAN_SEED: 'volume',
    PORTOLAN_CLOCK: 'step',
    PORTOLAN_GATEWAY_PORT: String(gatewayPort),
    PORTOLAN_SANDBOX_PORT: String(sandboxPort),
  });
  try {
    const at = (port: number) => `http://127.0.0.1:${port}`;
    const cast = castOf({ gatewayUrl: at(gatewayPort), sandboxUrl: at(sandboxPort), keys: suite.keys }, 60_000);
    const placed = follow(cast.merchant, 'portolan.orders.v1.OrderPlaced', () => true);
    const isList = (event: Json) => textAt(event, 'data', 'kind') === 'MESSAGE_KIND_CEB603';
    const declared = follow(cast.merchant, 'portolan.customs.v1.MessageSent', isList);
    const figures = await playVolume(cast, { orders, seed: 'volume', ...passing(cast.operator, 'leap', leap) });
    const waits = waitsBetween(await placed.end(), await declared.end());
    const { seconds, ordersPerSecond, eventsPerSecond } = figures;
    return { orders, seconds, ordersPerSecond, eventsPerSecond, declared: waits, memory: suite.memory() };
  } finally {
    await suite.kill();
    folder.remove();
  }
}

/** Follows a feed: when it told of each order's event of a type. It never waits over there, or time could not move. */
function follow(api: Api, type: string, wanted: (event: Json) => boolean) {
  const told = new Map<string, number>();
  let ended = false;
  async function run(): Promise<ReadonlyMap<string, number>> {
    for (let after = '0'; ; ) {
      const page = ok(await api.get(`/v1/events?after=${after}&limit=200&type=${type}`), 'the feed');
      for (const event of listAt(page, 'events'))
        if (wanted(event)) told.set(textAt(event, 'correlation'), performance.now());
      const next = textAt(page, 'next');
      if (next === after && ended) return told;
      if (next === after) await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
      after = next;
    }
  }
  const running = run();
  return {
    end() {
      ended = true;
      return running;
    },
  };
}

function waitsBetween(from: ReadonlyMap<string, number>, to: ReadonlyMap<string, number>) {
  const waits = [...from]
    .map(([order, began]) => ((to.get(order) ?? Number.POSITIVE_INFINITY) - began) / 1000)
    .sort((left, right) => left - right);
  const share = (part: number) => waits[Math.min(waits.length - 1, Math.floor(waits.length * part))] ?? 0;
  return { p50: share(0.5), p99: share(0.99) };
}
