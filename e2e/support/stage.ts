import type { Addresses } from '@portolan/servers';
import type { Suite, SuiteOptions } from '@portolan/suite';
import type { Time } from '../story/carry.ts';
import { type Cast, castOf } from '../story/cast.ts';
import { engineOf, type Running, startDistributed, startEmbedded } from './engine.ts';
import { dataFolder } from './folder.ts';
import { freePort } from './ports.ts';

/** A suite of a test's own, with everybody who plays in it. */
export interface TestStage extends Omit<Running, 'suite'> {
  readonly suite: Suite;
  readonly folder: ReturnType<typeof dataFolder>;
  readonly cast: Cast;
  readonly time: Time;
  say(text: string): void;
  /** Ends the suite and removes its folder. */
  stop(): Promise<void>;
}

/**
 * Opens a suite on an empty folder: in this process, or, with servers or ENGINE=distributed, one process per service.
 * @param more what it is started with beside the usual
 */
export async function openStage(
  seed: string,
  more: Partial<SuiteOptions> = {},
  servers?: Addresses,
): Promise<TestStage> {
  const folder = dataFolder('stage');
  const ports = { gatewayPort: await freePort(), sandboxPort: await freePort() };
  const options: SuiteOptions = { data: folder.path, seed, clock: 'step', ...ports, ...more };
  const distributed = servers !== undefined || engineOf(process.env) === 'distributed';
  const running = await (distributed ? startDistributed(options, servers) : startEmbedded(options));
  const { settle, step } = running.suite;
  return {
    ...running,
    // One process each has longer ways, and shares the machine's processors with the others.
    ...{ folder, cast: castOf(running.suite, distributed ? 60_000 : 5_000), time: { settle, step } },
    say() {},
    async stop() {
      await running.stop();
      folder.remove();
    },
  };
}
