import type { Observed } from '@portolan/invariants';

/** Keeps every event of a run, and tells those of one order in the order in which they were written. */
export interface Timeline {
  take(service: string, event: Observed): void;
  /** @param orderNo or the beginning of it, or the order's id */
  of(orderNo: string): readonly string[];
  /** The order number that an order's id stands for; '' where there is none. */
  numberOf(orderId: string): string;
}

export function createTimeline(): Timeline {
  const events: { readonly event: Observed; readonly text: string }[] = [];
  return {
    take: (_service, event) => void events.push({ event, text: said(event.data) }),
    numberOf: (orderId) =>
      /"orderNo":"([^"]*)"/.exec(
        events.find(({ event }) => event.type === 'OrderPlaced' && event.meta.correlation === orderId)?.text ?? '',
      )?.[1] ?? '',
    of(orderNo) {
      const isPlaced = ({ event, text }: (typeof events)[number]) =>
        event.type === 'OrderPlaced' && text.includes(`"orderNo":"${orderNo}`);
      const id = events.find(isPlaced)?.event.meta.correlation ?? orderNo;
      return events
        .filter(({ event, text }) => event.meta.correlation === id || text.includes(id))
        .map(
          ({ event: { meta, type }, text }) =>
            `${meta.time} ${meta.service} ${meta.stream.split('/')[1]} ${type} ${text}`,
        );
    },
  };
}

const said = (data: unknown): string =>
  JSON.stringify(data, (_name, value: unknown) => {
    if (typeof value === 'bigint') return value.toString();
    return value instanceof Uint8Array ? `${value.length} bytes` : value;
  });
