import { runService } from '@portolan/service';
import { configSchema } from './config.ts';
import { checker } from './service.ts';

await runService('checker', configSchema, checker);
