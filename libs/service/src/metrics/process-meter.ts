import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import type { Meter } from '@opentelemetry/api';

// Milliseconds. It wakes the process this often, so it is no finer than it must be.
const resolution = 100;
const nanoseconds = 1e9;

/** Figures of the process. Names as OpenTelemetry's semantic conventions 1.45 have them. The answer ends it. */
export function meterProcess(meter: Meter): () => void {
  const delay = monitorEventLoopDelay({ resolution });
  delay.enable();
  const observed = (name: string, description: string, read: () => number) =>
    meter.createObservableGauge(name, { description }).addCallback((result) => result.observe(read()));

  const p99 = meter.createObservableGauge('nodejs.eventloop.delay.p99.seconds', {
    description: 'How late the event loop turned, of 99 in 100 looks since the figures were read last.',
  });
  const most = meter.createObservableGauge('nodejs.eventloop.delay.max.seconds', {
    description: 'How late the event loop turned at most since the figures were read last.',
  });
  meter.addBatchObservableCallback(
    (result) => {
      const late = (reading: number) => Math.max(0, reading / nanoseconds - resolution / 1_000);
      result.observe(p99, delay.count === 0 ? 0 : late(delay.percentile(99)));
      result.observe(most, delay.count === 0 ? 0 : late(delay.max));
      delay.reset();
    },
    [p99, most],
  );
  let before = performance.eventLoopUtilization();
  observed(
    'nodejs.eventloop.utilization.ratio',
    'Share of time that the event loop was busy, since the last look.',
    () => {
      const now = performance.eventLoopUtilization();
      const { utilization } = performance.eventLoopUtilization(now, before);
      before = now;
      return utilization;
    },
  );
  observed('process.memory.usage.bytes', 'Memory that the process has resident.', () => process.memoryUsage.rss());
  observed('v8js.memory.heap.used.bytes', 'Memory that objects take.', () => process.memoryUsage().heapUsed);
  observed('process.uptime.seconds', 'Since the process started.', () => process.uptime());
  meter
    .createObservableCounter('process.cpu.time.seconds', { description: 'Processor time that was used, by mode.' })
    .addCallback((result) => {
      const { user, system } = process.cpuUsage();
      result.observe(user / 1e6, { 'cpu.mode': 'user' });
      result.observe(system / 1e6, { 'cpu.mode': 'system' });
    });
  return () => delay.disable();
}
