import type { ConsumerSpec } from './consuming.ts';
import type { Projection, Recorded, View } from './model.ts';

type Handler = (event: Recorded, view: View) => void | Promise<void>;

/** A projection as a consumer: what it derives stands in the transaction that moves its position. */
export function projectionSpec(projection: Projection<never>): ConsumerSpec {
  const handlers = projection.on as Readonly<Record<string, Handler>>;
  const { onEach, expects, unhurried } = projection;
  return {
    name: projection.name,
    reads: projection.reads,
    ...(expects && { expects }),
    ...(unhurried && { unhurried }),
    wants: (type) => onEach !== undefined || Object.hasOwn(handlers, type),
    begin: () => ({
      async within(event, view) {
        if (Object.hasOwn(handlers, event.type)) await handlers[event.type]?.(event, view);
        await onEach?.(event, view);
      },
    }),
  };
}
