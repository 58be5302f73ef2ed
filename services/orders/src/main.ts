import { runService } from '@portolan/service';
import { configSchema } from './config.ts';
import { orders } from './service.ts';

await runService('orders', configSchema, orders);
