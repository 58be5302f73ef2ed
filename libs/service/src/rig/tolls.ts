import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogueOf } from '@portolan/contracts';
import { CommandReply, Money } from '@portolan/contracts/common/v1/types';
import type { Aggregate, Projection, Timers } from '@portolan/engine';
import { madeId, refuse } from '@portolan/eventsourcing';
import { openSqliteDocumentStore, openSqliteEventStore } from '@portolan/store';
import type { Caller, Compose, Living } from '../definition.ts';
import { answered, RefusedError } from '../grpc/errors.ts';
import { serve } from '../grpc/serve.ts';
import type { Environment } from '../host/environment.ts';
import { asking, startTrial, type Trial } from './trial.ts';

// A whole service, small: tolls are paid, up to a hundred for each tenant, and added up.

type TollPaid = { readonly type: 'TollPaid'; readonly data: Money };

const toll: Aggregate<{ paid: bigint }, Money, TollPaid, 'NOT_YET_VISIBLE'> = {
  name: 'toll',
  initial: { paid: 0n },
  decide: (command, state) =>
    state.paid + command.minor > 100n
      ? refuse('NOT_YET_VISIBLE', { stream: 'toll', version: String(state.paid) })
      : [{ type: 'TollPaid', data: command }],
  evolve: (state, event) => ({ paid: state.paid + event.data.minor }),
};

/** What adding up cannot take, until it is mended. */
export const poison = { minor: 0n };

const paidTolls: Projection<TollPaid> = {
  name: 'tolls.paid.v1',
  reads: ['tolls'],
  collections: { paid: {} },
  on: {
    async TollPaid(event, view) {
      if (event.data.minor === poison.minor) throw new Error(`nobody pays ${event.data.minor}`);
      const before = await view.get<{ total: bigint }>('paid', event.meta.tenant, 'all');
      await view.put('paid', event.meta.tenant, 'all', { total: (before?.total ?? 0n) + event.data.minor });
    },
  },
};

/** A toll is asked for again an hour after it was paid. */
const again: Timers<TollPaid> = {
  name: 'tolls.again.v1',
  on: {
    TollPaid(event, book) {
      const due = new Date(Date.parse(event.meta.time) + 3_600_000).toISOString();
      book.set({ id: 'again', due, data: {} });
    },
  },
  fire: async () => {},
};

const method = { requestStream: false, responseStream: false, options: {} } as const;
export const TollsDefinition = {
  name: 'Tolls',
  fullName: 'portolan.tolls.v1.Tolls',
  methods: {
    pay: { ...method, name: 'Pay', requestType: Money, responseType: CommandReply },
    total: { ...method, name: 'Total', requestType: CommandReply, responseType: Money },
  },
} as const;

export const catalogues = { tolls: catalogueOf('tolls', { TollPaid: Money }) };

export const merchant: Caller = { tenant: 'acme', role: 'merchant' };
export const operator: Caller = { tenant: 'portolan', role: 'service' };

export const command = (commandId: string) => asking(merchant, commandId);

export const tolls =
  (lives: readonly Living[] = []): Compose<{ currency: string }> =>
  (config, runtime) => ({
    name: 'tolls',
    catalogue: catalogues.tolls,
    projections: [paidTolls],
    reactions: [],
    requests: [],
    timers: [again],
    serves: [
      serve(TollsDefinition, {
        async pay(request, call) {
          const id = madeId('toll', call.caller.tenant);
          return answered(await runtime.commands.execute(toll, id, request, call.context), id);
        },
        async total({ stream, version }, call) {
          const seen = await runtime.visible('tolls.paid.v1', stream, Number(version));
          if (!seen) throw new RefusedError({ refused: 'NOT_YET_VISIBLE', data: { stream, version: String(version) } });
          const found = await runtime.documents.get<{ total: bigint }>('paid', call.caller.tenant, 'all');
          return { minor: found?.total ?? 0n, currency: config.currency };
        },
      }),
    ],
    lives,
  });

/** The service as it runs for a test. */
export async function startTolls(differing: Partial<Environment> = {}, lives: readonly Living[] = []): Promise<Trial> {
  const folder = mkdtempSync(join(tmpdir(), 'tolls-'));
  const stores = {
    events: openSqliteEventStore({ file: join(folder, 'events.db'), shards: 4 }),
    documents: openSqliteDocumentStore({ file: join(folder, 'documents.db') }),
  };
  const here = { catalogues, stores, ...differing };
  const trial = await startTrial('tolls', { currency: 'USD' }, tolls(lives), undefined, here);
  return {
    ...trial,
    async end() {
      await trial.end();
      rmSync(folder, { recursive: true });
    },
  };
}
