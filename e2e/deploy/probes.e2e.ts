import { join } from 'node:path';
import { serviceNames } from '@portolan/service';
import { expect, it } from 'vitest';
import { dataFolder } from '../support/folder.ts';
import { deploy } from './deployed.ts';

const mainOf = (service: string) => join(import.meta.dirname, '..', '..', 'services', service, 'src', 'main.ts');

// Each service in a process of its own, with what its Deployment says, but for stores and log, which are files here.
it.each(serviceNames)(
  '%s answers the probes of its Deployment, and stops when told to',
  {
    timeout: 120_000,
  },
  async (service) => {
    const folder = dataFolder('deployed');
    const deployed = await deploy(service, mainOf(service), {
      PORTOLAN_ENGINE: 'embedded',
      PORTOLAN_DATA: folder.path,
      // How long it serves on is shown by leaving.e2e.ts.
      PORTOLAN_UNREADY_MS: '0',
    });
    try {
      const { startupProbe, livenessProbe, readinessProbe } = deployed.container;
      for (const probe of [startupProbe, livenessProbe, readinessProbe]) await deployed.passes(probe);
      expect(await deployed.status('operations', '/metrics')).toBe(200);
    } finally {
      expect(await deployed.stop()).toEqual([0, null]);
      folder.remove();
    }
    expect(deployed.output()).not.toContain('filled in for a test');
  },
);
