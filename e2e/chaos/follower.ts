import { type Api, listAt, ok, textAt } from '../story/api.ts';

/** An order as the merchant's feed tells of it. */
export interface Followed {
  readonly id: string;
  readonly orderNo: string;
  completed: boolean;
}

/** Reads a feed as it grows, and remembers what was read: it may never be told otherwise later. */
export interface Follower {
  /** Ids of events by their number in the feed, minus one. */
  readonly seen: readonly string[];
  /** By order id. */
  readonly orders: ReadonlyMap<string, Followed>;
  completed(): number;
  /** What must not be: a number missing, or given twice. */
  readonly breaches: readonly string[];
  stop(): Promise<void>;
}

const lookAgainMs = 250;

export function follow(api: Api): Follower {
  const seen: string[] = [];
  const orders = new Map<string, Followed>();
  const breaches: string[] = [];
  let completed = 0;
  let ended = false;

  async function page(): Promise<boolean> {
    const answer = ok(await api.get(`/v1/events?limit=200&after=${seen.length}`), 'the feed');
    const events = listAt(answer, 'events');
    for (const event of events) {
      const number = Number(textAt(event, 'sequence'));
      if (number !== seen.length + 1) breaches.push(`after ${seen.length} the feed told number ${number}`);
      seen.push(textAt(event, 'id'));
      const orderId = textAt(event, 'data', 'orderId');
      const type = textAt(event, 'type');
      if (type === 'portolan.orders.v1.OrderPlaced')
        orders.set(orderId, { id: orderId, orderNo: textAt(event, 'data', 'terms', 'orderNo'), completed: false });
      if (type !== 'portolan.orders.v1.FulfilmentCompleted') continue;
      const order = orders.get(orderId);
      if (order === undefined || order.completed) breaches.push(`order ${orderId} came to its end twice, or unplaced`);
      else {
        order.completed = true;
        completed += 1;
      }
    }
    return events.length > 0;
  }

  async function run(): Promise<void> {
    while (!ended) {
      const more = await page().catch(() => false);
      if (!more) await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
    }
  }

  const running = run();
  return {
    seen,
    orders,
    completed: () => completed,
    breaches,
    stop() {
      ended = true;
      return running;
    },
  };
}
