import { runService } from '@portolan/service';
import { configSchema } from './config.ts';
import { gateway } from './service.ts';

await runService('gateway', configSchema, {
  composedWith: (testClock) => gateway(testClock === undefined ? {} : { testClock }),
});
