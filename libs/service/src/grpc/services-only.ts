import type { Call, Handler } from '../definition.ts';
import { RefusedError } from './errors.ts';

/**
 * For what only another service of the suite may ask: the steps of fulfilment, history, people's data.
 * @throws RefusedError SERVICES_ONLY
 */
export function servicesOnly({ caller }: Pick<Call, 'caller'>): void {
  if (caller.role !== 'service') throw new RefusedError({ refused: 'SERVICES_ONLY', data: {} });
}

/** The handler, for services alone. Everyone else is refused SERVICES_ONLY before anything is looked at. */
export function forServices<Request, Reply>(handler: Handler<Request, Reply>): Handler<Request, Reply> {
  return async (request, call) => {
    servicesOnly(call);
    return handler(request, call);
  };
}
