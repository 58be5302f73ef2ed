import { catalogues, complete, type ServiceName } from '@portolan/contracts';
import type { DomainEvent } from '@portolan/eventsourcing';

/** The event as it comes back from the store: through the bytes of its contract. @throws where it has no contract */
export function asStored<Event extends DomainEvent>(service: ServiceName, event: Event): Event {
  const type = catalogues[service].byName.get(event.type);
  if (type === undefined) throw new Error(`${event.type} is no event of ${service}`);
  return { ...event, data: complete(type.codec.decode(type.codec.encode(event.data).finish())) };
}
