import { type Suite, type SuiteOptions, startSuite } from '@portolan/suite';
import type { Time } from '../story/carry.ts';
import { type Cast, castOf } from '../story/cast.ts';
import { dataFolder } from './folder.ts';
import { freePort } from './ports.ts';

/** A suite of a test's own, with everybody who plays in it. */
export interface TestStage {
  readonly suite: Suite;
  readonly folder: ReturnType<typeof dataFolder>;
  readonly cast: Cast;
  readonly time: Time;
  say(text: string): void;
  /** Ends the suite and removes its folder. */
  stop(): Promise<void>;
}

export async function openStage(seed: string, more: Partial<SuiteOptions> = {}): Promise<TestStage> {
  const folder = dataFolder('stage');
  const ports = { gatewayPort: await freePort(), sandboxPort: await freePort() };
  const suite = await startSuite({ data: folder.path, seed, clock: 'step', ...ports, ...more });
  const { settle, step } = suite;
  return {
    ...{ suite, folder, cast: castOf(suite, 5_000), time: { settle, step } },
    say() {},
    async stop() {
      await suite.stop();
      folder.remove();
    },
  };
}
