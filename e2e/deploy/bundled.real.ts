import { join } from 'node:path';
import { bundle } from '@portolan/bundle';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { dropSuite } from '../support/drop-suite.ts';
import { dataFolder } from '../support/folder.ts';
import { deploy } from './deployed.ts';

// As in a container: one file, an empty folder to write to, MongoDB and Kafka by their addresses.

const chosen = ['orders', 'gateway'];
const prefix = `bundled-${process.pid}`;
const { mongoUrl, kafkaBrokers } = inject('servers');
const folder = dataFolder('bundled');

beforeAll(() => bundle(join(folder.path, 'bundle'), chosen), 120_000);

afterAll(async () => {
  folder.remove();
  await dropSuite(inject('servers'), prefix);
});

it.each(chosen)('%s runs from its bundle on real servers', { timeout: 180_000 }, async (service) => {
  const deployed = await deploy(service, join(folder.path, 'bundle', 'services', service, 'main.mjs'), {
    PORTOLAN_MONGO_URL: mongoUrl,
    PORTOLAN_KAFKA_BROKERS: kafkaBrokers.join(),
    PORTOLAN_PREFIX: prefix,
    PORTOLAN_DATA: join(folder.path, 'data'),
    PORTOLAN_UNREADY_MS: '0',
  });
  try {
    await deployed.passes(deployed.container.startupProbe);
    await deployed.passes(deployed.container.readinessProbe);
    if (service === 'gateway') {
      expect(await deployed.status('http', '/docs/')).toBe(200);
      expect(await deployed.status('http', '/docs/js/scalar.js')).toBe(200);
    }
  } finally {
    expect(await deployed.stop()).toEqual([0, null]);
  }
});
