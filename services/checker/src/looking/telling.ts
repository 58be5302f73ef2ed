import { outside } from '@portolan/contracts';
import { sayBreach } from '@portolan/invariants';
import type { Runtime } from '@portolan/service';
import { type BreachDocument, breaches } from '../breaches.ts';
import type { Look } from './look.ts';

const most = 50;

/** Every breach stands in the log once, as an error: which, of whom, and by which events. */
export function telling({ documents, log }: Pick<Runtime, 'documents' | 'log'>): Look {
  return async () => {
    const query = { collection: breaches, tenant: outside, index: 'byLogged', equals: ['no'], limit: most };
    for (const { id, document } of await documents.find<BreachDocument>(query)) {
      const { invariant, code, owner, orderId, stream, events } = document;
      log.error(
        { breach: id, invariant, code, tenant: owner, order: orderId, stream, events },
        `an invariant does not hold: ${sayBreach('en', document)}`,
      );
      await documents.transact(async (transaction) => {
        const now = await transaction.get<BreachDocument>(breaches, outside, id);
        if (now !== undefined) await transaction.put(breaches, outside, id, { ...now, logged: 'yes' });
      });
    }
  };
}
