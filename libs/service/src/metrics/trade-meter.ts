import type { Meter } from '@opentelemetry/api';
import type { Logger, MachineClock } from '@portolan/engine';
import type { Gauge, Reading } from '../definition.ts';

// A figure may look through a whole collection.
const freshForMs = 30_000;

/** Figures of the trade, as a service's definition names them. Each is read at most twice a minute. */
export function meterTrade(meter: Meter, gauges: readonly Gauge[], machine: MachineClock, log: Logger): void {
  for (const { name, help, read } of gauges) {
    let last: { readonly readings: readonly Reading[]; readonly at: number } | undefined;
    meter.createObservableGauge(name, { description: help }).addCallback(async (result) => {
      try {
        if (last === undefined || machine.now() - last.at >= freshForMs) {
          last = { readings: await read(), at: machine.now() };
        }
        for (const { value, labels } of last.readings) result.observe(value, labels);
      } catch (error) {
        log.warn({ figure: name, err: error }, 'a figure could not be read');
      }
    });
  }
}
