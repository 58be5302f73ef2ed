import { customs } from '@portolan/customs';
import { configSchema as customsConfig } from '@portolan/customs/config';
import { fx } from '@portolan/fx';
import { configSchema as fxConfig } from '@portolan/fx/config';
import { demoKeys, gateway } from '@portolan/gateway';
import { configSchema as gatewayConfig } from '@portolan/gateway/config';
import { orders } from '@portolan/orders';
import { configSchema as ordersConfig } from '@portolan/orders/config';
import { sandbox } from '@portolan/sandbox';
import { configSchema as sandboxConfig } from '@portolan/sandbox/config';
import { type Compose, readConfig } from '@portolan/service';
import { suiteSecrets } from '@portolan/suite';
import { settingsOf } from '@portolan/suite/settings';
import { tracking } from '@portolan/tracking';
import { configSchema as trackingConfig } from '@portolan/tracking/config';
import { warehouse } from '@portolan/warehouse';
import { configSchema as warehouseConfig } from '@portolan/warehouse/config';
import type { z } from 'zod';

/** A service with its configuration, ready to be composed as often as it starts. */
export interface Part {
  readonly service: string;
  readonly compose: Compose<void>;
}

// The suite's own secrets stay the same: what a seed decides is what happens, not what a key looks like.
const seed = 'simulation';
const secrets = suiteSecrets('', seed);
const issued = demoKeys(secrets.apiKeys, secrets.keyPepper);
const doors = { gatewayPort: 80, sandboxPort: 80, sandboxSendsTo: 'http://gateway', outsideUrl: 'http://sandbox' };
const settings = settingsOf(doors, seed, secrets, issued);

/** API keys by tenant. */
export const keys: Readonly<Record<string, string>> = Object.fromEntries(
  issued.map(({ key, kept }) => [kept.tenant, key]),
);

export const { masterKey, carriers: carrierSecret } = secrets;

function part<Shape extends z.ZodRawShape>(
  service: string,
  schema: z.ZodObject<Shape>,
  compose: Compose<Readonly<z.output<z.ZodObject<Shape>>>>,
): Part {
  const config = readConfig(schema, settings[service] ?? {}, `PORTOLAN_${service.toUpperCase()}_`);
  return { service, compose: (_config, runtime) => compose(config, runtime) };
}

/** Every service of the suite, the outside world included. */
export const parts: readonly Part[] = [
  part('sandbox', sandboxConfig, sandbox),
  part('orders', ordersConfig, orders),
  part('customs', customsConfig, customs),
  part('fx', fxConfig, fx),
  part('warehouse', warehouseConfig, warehouse),
  part('tracking', trackingConfig, tracking),
  part('gateway', gatewayConfig, gateway()),
];
