import { Envelope } from '@portolan/contracts/engine/v1/history';
import type { ConsumerSpec } from './consuming.ts';
import type { Requests } from './model.ts';
import type { RequestRow } from './rows.ts';
import { ENGINE_TENANT, REQUEST_ROWS } from './rows.ts';

/** Names a request row: enough to find it and to put it in order. */
export interface OpenRequest {
  readonly consumer: string;
  readonly row: string;
  readonly stream: string;
  readonly version: number;
}

export function requestRowId(consumer: string, event: string): string {
  return `${consumer}|${event}`;
}

/** The consumer that turns requested events into rows, so that no partition ever waits for an answer. */
export function intakeSpec(
  requests: Requests<never>,
  service: string,
  opened: (rows: readonly OpenRequest[]) => void,
  moved: () => void,
): ConsumerSpec {
  const consumer = requests.name;
  return {
    name: consumer,
    reads: [service],
    wants: (type) => Object.hasOwn(requests.on, type),
    moved,
    begin() {
      const rows: OpenRequest[] = [];
      return {
        async within(event, view, requested) {
          const { stream, version, id } = event.meta;
          const row = requestRowId(consumer, id);
          const envelope = Envelope.encode(requested).finish();
          const document: RequestRow = { consumer, stream, version, envelope, attempts: 0, state: 'open', error: '' };
          await view.put(REQUEST_ROWS, ENGINE_TENANT, row, document);
          rows.push({ consumer, row, stream, version });
        },
        done: () => opened(rows),
      };
    },
  };
}
