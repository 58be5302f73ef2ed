import { runService } from '@portolan/service';
import { configSchema } from './config.ts';
import { customs } from './service.ts';

await runService('customs', configSchema, customs);
