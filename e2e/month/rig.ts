import { join } from 'node:path';
import { BopDeclarationsDefinition } from '@portolan/contracts/fx/v1/declarations';
import { FxDefinition } from '@portolan/contracts/fx/v1/fx';
import { ReconciliationDefinition } from '@portolan/contracts/fx/v1/reconciliation';
import { fx } from '@portolan/fx';
import { configSchema } from '@portolan/fx/config';
import { openEmbeddedLog } from '@portolan/log';
import {
  connect,
  createActivity,
  createSuiteClock,
  machineClock,
  openLocalStores,
  type RunningService,
  startService,
} from '@portolan/service';
import { chanceFrom } from '../../services/sandbox/src/chance.ts';
import { type Bank, openBank } from './bank.ts';

const quiet = { debug() {}, info() {}, warn() {}, error() {} };

/** fx alone, with its real engine, stores and gRPC, and a bank over HTTP. Business time moves on request. */
export async function startMonth(data: string, seed: string) {
  const machine = machineClock();
  const activity = createActivity(machine);
  const clock = createSuiteClock({
    mode: 'step',
    machine,
    file: join(data, 'clock'),
    start: '2026-03-01T16:00:00.000Z',
  });
  const bank: Bank = await openBank(chanceFrom(seed), clock.now);
  const eventLog = openEmbeddedLog({ file: join(data, 'log.db'), partitions: 4, machine });
  const config = configSchema.parse({ PORTOLAN_FX_BANK_URL: bank.url });
  const service: RunningService = await startService('fx', config, fx, {
    ...{ clock, machine, activity, logger: quiet, seed, eventLog, instance: 'month' },
    ...{ stores: openLocalStores(data, 'fx', 4), resolve: () => service.address },
    ...{ listen: { host: '127.0.0.1', port: 0 }, masterKey: Buffer.alloc(32, 1) },
  });
  const parts = { machine, activity };
  const connections = {
    fx: connect(FxDefinition, service.address, parts),
    reconciliation: connect(ReconciliationDefinition, service.address, parts),
    bop: connect(BopDeclarationsDefinition, service.address, parts),
  };
  return {
    bank,
    clock,
    idle: () => activity.whenIdle(),
    clients: {
      fx: connections.fx.client,
      reconciliation: connections.reconciliation.client,
      bop: connections.bop.client,
    },
    async stop() {
      for (const { close } of Object.values(connections)) close();
      await service.stop();
      await eventLog.close();
      await bank.close();
    },
  };
}

export type Rig = Awaited<ReturnType<typeof startMonth>>;
