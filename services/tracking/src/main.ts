import { runService } from '@portolan/service';
import { configSchema } from './config.ts';
import { tracking } from './service.ts';

await runService('tracking', configSchema, tracking);
