import { runService } from '@portolan/service';
import { configSchema } from './config.ts';
import { fx } from './service.ts';

await runService('fx', configSchema, fx);
