import { runService } from '@portolan/service';
import { configSchema } from './config.ts';
import { sandbox } from './service.ts';

await runService('sandbox', configSchema, sandbox);
