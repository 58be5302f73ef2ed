import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FxDefinition } from '@portolan/contracts/fx/v1/fx';
import type { Purpose } from '@portolan/contracts/fx/v1/types';
import { openEmbeddedLog } from '@portolan/log';
import type { Money } from '@portolan/money';
import {
  connect,
  createActivity,
  createSuiteClock,
  machineClock,
  openLocalStores,
  type RunningService,
  startService,
} from '@portolan/service';
import { configSchema } from '../config.ts';
import { fx } from '../service.ts';
import { createBank } from './bank.ts';
import { tenant } from './world.ts';

const machine = machineClock();
const quiet = { debug() {}, info() {}, warn() {}, error() {} };
export const page = { limit: 0, cursor: '' };

/** fx by itself on a folder of its own: the real engine, gRPC, and a bank over HTTP. Business time stands still. */
export async function startFx() {
  const folder = mkdtempSync(join(tmpdir(), 'fx-'));
  const bank = createBank();
  const url = await bank.listen();
  const clock = createSuiteClock({ mode: 'step', machine, file: join(folder, 'clock'), start: '2026-03-02T01:00:00Z' });
  let running = await begin({});

  /** @param settings of its configuration, beside the bank's address */
  async function begin(settings: Readonly<Record<string, string>>) {
    const eventLog = openEmbeddedLog({ file: join(folder, 'log.db'), partitions: 4, machine });
    const config = configSchema.parse({ PORTOLAN_FX_BANK_URL: url, ...settings });
    const service: RunningService = await startService('fx', config, fx, {
      ...{ clock, machine, activity: createActivity(machine), logger: quiet, seed: 'one', eventLog },
      ...{ stores: openLocalStores(folder, 'fx', 4), resolve: () => service.address, instance: 'test' },
      ...{ listen: { host: '127.0.0.1', port: 0 }, masterKey: Buffer.alloc(32, 1) },
    });
    const connection = connect(FxDefinition, service.address, { machine, activity: createActivity(machine) });
    const stop = async () => {
      connection.close();
      await service.stop();
      await eventLog.close();
    };
    return { service, client: connection.client, stop };
  }

  /** Balances of a tenant's books that are not at zero, by account. */
  async function balances(of = tenant): Promise<Record<string, bigint>> {
    const { accounts } = await running.client.listAccounts(
      { page, asOf: '', recordedAt: '' },
      { tenant: of, role: 'merchant' },
    );
    const shown = accounts.map(({ id, balance }) => [id, balance.minor] as const);
    return Object.fromEntries(shown.filter(([, minor]) => minor !== 0n));
  }

  return {
    bank,
    clock,
    balances,
    engine: () => running.service.engine,
    runtime: () => running.service.runtime,
    client: () => running.client,
    address: () => running.service.address,
    /** Stops it and starts it again, with other settings. */
    async restart(settings: Readonly<Record<string, string>>) {
      await running.stop();
      running = await begin(settings);
    },
    async stop() {
      await running.stop();
      await bank.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** The context of a command about order o1. */
export const as = (commandId: string, of = tenant) => ({
  ...{ tenant: of, commandId, requestHash: '', correlation: 'o1', causation: '', traceparent: '' },
});

/** What is asked of fx to pay an order's merchant, the first time. */
export const payoutOf = (orderId: string, orderNo: string, amount: Money) => ({
  ...{ orderId, orderNo, amount, purpose: 'PURPOSE_MERCHANT' as Purpose, attempt: 1, reference: '' },
});
