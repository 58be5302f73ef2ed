import { runService } from '@portolan/service';
import { configSchema } from './config.ts';
import { warehouse } from './service.ts';

await runService('warehouse', configSchema, warehouse);
