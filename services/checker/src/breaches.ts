import { outside } from '@portolan/contracts';
import type { View } from '@portolan/engine';
import { madeId } from '@portolan/eventsourcing';
import type { Breach } from '@portolan/invariants';
import type { CollectionSpec, Document } from '@portolan/store';

/** A breach as it is kept: once, under an id made from what it says. */
export interface BreachDocument extends Document {
  readonly invariant: string;
  readonly code: string;
  readonly key: string;
  /** Whose it is; the document itself is the operator's. */
  readonly owner: string;
  readonly orderId: string;
  readonly stream: string;
  readonly events: readonly string[];
  readonly data: Readonly<Record<string, string>>;
  readonly time: string;
  readonly foundAt: string;
  readonly state: 'OPEN' | 'ACKNOWLEDGED';
  readonly acknowledgedBy: string;
  readonly acknowledgedAt: string;
  readonly note: string;
  /** 'no' until it stood in the log of this service. */
  readonly logged: 'no' | 'yes';
}

export const breaches = 'breaches';

/** A record: it is never derived anew, since people have written on it. */
export const breachCollections: Readonly<Record<string, CollectionSpec>> = {
  [breaches]: {
    indexes: {
      byTime: ['foundAt'],
      byState: ['state', 'foundAt'],
      byInvariant: ['invariant', 'foundAt'],
      byOrder: ['orderId', 'foundAt'],
      byLogged: ['logged', 'foundAt'],
    },
  },
};

/** Writes a breach down, unless it stands there. `foundAt`: business time. */
export async function record(view: Pick<View, 'get' | 'put'>, breach: Breach, foundAt: string): Promise<void> {
  const { invariant, code, key, tenant: owner, orderId, stream, time, data, events } = breach;
  const id = madeId('breach', invariant, code, key, events.at(-1) ?? '');
  if ((await view.get<BreachDocument>(breaches, outside, id)) !== undefined) return;
  const document: BreachDocument = {
    ...{ invariant, code, key, owner, orderId, stream, time, data, events, foundAt },
    ...{ state: 'OPEN', acknowledgedBy: '', acknowledgedAt: '', note: '', logged: 'no' },
  };
  await view.put(breaches, outside, id, document);
}
