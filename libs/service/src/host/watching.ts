import type { Engine, Logger } from '@portolan/engine';
import type { Log } from '@portolan/log';
import type { ServiceDefinition } from '../definition.ts';
import type { Health } from '../grpc/health.ts';
import { lagMeter } from '../metrics/lag-meter.ts';
import { logMeter } from '../metrics/log-meter.ts';
import { createMetrics, noMetrics } from '../metrics/metrics.ts';
import { observedLog } from '../metrics/observed-log.ts';
import { meterProcess } from '../metrics/process-meter.ts';
import { meterProgress } from '../metrics/progress-meter.ts';
import { meterTrade } from '../metrics/trade-meter.ts';
import type { Environment } from './environment.ts';
import { createLiveness } from './liveness.ts';
import { openOperationsPort } from './operations-port.ts';
import type { Shutdown } from './shutdown.ts';

/** Whoever looks at a service from outside its trade: probes, and those who collect figures. */
export interface Watching {
  /** The log, as the service uses it. */
  readonly eventLog: Log;
  readonly meter: ReturnType<typeof noMetrics>['meter'];
  /** host:port of /live, /ready and /metrics; undefined where nobody looks. */
  readonly address: string | undefined;
  /** The service runs: its own figures can be read from now on. */
  started(definition: ServiceDefinition, engine: Engine): void;
}

/**
 * Opens the internal port first of all and closes it last, so that probes are answered all along. Where the environment
 * names none, nothing is measured.
 */
export async function watch(
  name: string,
  environment: Environment,
  health: Health,
  log: Logger,
  shutdown: Shutdown,
): Promise<Watching> {
  const { clock, eventLog, listen, machine, operationsPort } = environment;
  if (operationsPort === undefined) {
    return { eventLog, meter: noMetrics().meter, address: undefined, started: () => {} };
  }
  const metrics = await createMetrics(name);
  const { meter } = metrics;
  shutdown.push('metrics', metrics.stop);
  const endProcessMeter = meterProcess(meter);
  shutdown.push('process figures', async () => endProcessMeter());
  const liveness = createLiveness(machine);
  const port = await openOperationsPort(
    { host: listen.host, port: operationsPort },
    { health, liveness, metrics, log },
  );
  shutdown.push('operations', port.close);
  return {
    eventLog: observedLog(eventLog, [liveness, logMeter(meter, machine, clock), lagMeter(meter, machine)]),
    meter,
    address: port.address,
    started(definition, engine) {
      meterProgress(meter, { engine, clock, log });
      meterTrade(meter, definition.gauges ?? [], machine, log);
    },
  };
}
