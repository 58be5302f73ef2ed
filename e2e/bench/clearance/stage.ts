import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { CustomsDefinition } from '@portolan/contracts/customs/v1/customs';
import { customs } from '@portolan/customs';
import { configSchema as customsConfig } from '@portolan/customs/config';
import type { Logger } from '@portolan/engine';
import { madeId } from '@portolan/eventsourcing';
import { openEmbeddedLog } from '@portolan/log';
import { sandbox } from '@portolan/sandbox';
import { configSchema as sandboxConfig } from '@portolan/sandbox/config';
import {
  type Compose,
  connect,
  createActivity,
  createSuiteClock,
  type Door,
  type Environment,
  machineClock,
  type Outside,
  openLocalStores,
  startService,
} from '@portolan/service';
import { dataFolder } from '../../support/folder.ts';

const quiet: Logger = { debug() {}, info() {}, warn() {}, error() {} };

/**
 * Customs and the single window of the sandbox in one process, on the embedded engine. What either says to the other goes
 * straight into its hands: as bytes, but over no network.
 * @param signaturesPerMinute what the card gives
 */
export async function openClearance(signaturesPerMinute: number) {
  const folder = dataFolder('clearance');
  const machine = machineClock();
  const activity = createActivity(machine);
  const file = join(folder.path, 'clock');
  const clock = createSuiteClock({ mode: 'step', machine, file, start: '2026-03-02T01:00:00Z' });
  const eventLog = openEmbeddedLog({ file: join(folder.path, 'log.db'), partitions: 4, machine });
  let window: Door = async () => ({ status: 503, body: '' });

  const shared = {
    clock,
    machine,
    activity,
    testTime: { clock, activity },
    logger: quiet,
    seed: 'clearance',
    eventLog,
  };
  const start = <Config>(name: string, config: Config, compose: Compose<Config>, outside: Outside) => {
    const environment: Environment = {
      ...shared,
      ...{ stores: openLocalStores(folder.path, name, 4), resolve: () => '127.0.0.1:1', instance: 'bench', outside },
      ...{ listen: { host: '127.0.0.1', port: 0 }, masterKey: Buffer.alloc(32, 1) },
    };
    return startService(name, config, compose, environment);
  };

  const settings = customsConfig.parse({
    PORTOLAN_CUSTOMS_SINGLE_WINDOW_URL: 'http://window/single-window',
    PORTOLAN_CUSTOMS_SIGNATURES_PER_MINUTE: String(signaturesPerMinute),
  });
  const declarant = await start('customs', settings, customs, {
    async fetch(url, { headers, body }) {
      const { status, body: told } = await window({
        ...{ method: 'POST', url: new URL(url).pathname, headers, body: Buffer.from(body) },
      });
      return { status, ok: status < 300, text: async () => told };
    },
  });
  const { client, close } = connect(CustomsDefinition, declarant.address, { machine, activity });
  const world = await start('sandbox', sandboxConfig.parse({ PORTOLAN_SANDBOX_SEED: 'clearance' }), sandbox, {
    async fetch(_url, { body }) {
      const said = Buffer.from(body);
      const commandId = madeId('command', createHash('sha256').update(said).digest('hex'));
      await client.receiveMessage({ body: said }, asked('portolan', 'operations', commandId));
      return { status: 202, ok: true, text: async () => '' };
    },
    receive(door) {
      window = door;
      return () => {};
    },
  });
  return {
    client,
    clock,
    settled: () => activity.whenIdle(),
    async end() {
      close();
      await world.stop();
      await declarant.stop();
      await eventLog.close();
      folder.remove();
    },
  };
}

/** Who asks, and under which id. */
export function asked(tenant: string, role: string, commandId: string) {
  return { tenant, role, commandId, requestHash: '', correlation: '', causation: commandId, traceparent: '' };
}
