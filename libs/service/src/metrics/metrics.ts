import { type Meter, metrics } from '@opentelemetry/api';

/** What a service counts and measures, and where it is read. */
export interface Metrics {
  readonly meter: Meter;
  /** All of it, in Prometheus' text format. */
  text(): Promise<string>;
  stop(): Promise<void>;
}

/** Prometheus' content type for its text format. */
export const textFormat = 'text/plain; version=0.0.4; charset=utf-8';

/** Counts nothing and costs nothing: for a service whose figures nobody reads. */
export function noMetrics(): Metrics {
  return { meter: metrics.getMeter('portolan'), text: async () => '', stop: async () => {} };
}

// Seconds. Finer than the usual ones at the short end: a local call takes a millisecond.
const boundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

/** Measures with the OpenTelemetry SDK, which is loaded for it. Every line says which service it is of. */
export async function createMetrics(service: string): Promise<Metrics> {
  const [{ AggregationType, InstrumentType, MeterProvider }, { PrometheusExporter, PrometheusSerializer }, resources] =
    await Promise.all([
      import('@opentelemetry/sdk-metrics'),
      import('@opentelemetry/exporter-prometheus'),
      import('@opentelemetry/resources'),
    ]);
  // Not its own server: what is served beside it shares the port.
  const reader = new PrometheusExporter({ preventServerStart: true });
  const provider = new MeterProvider({
    resource: resources.resourceFromAttributes({ service }),
    readers: [reader],
    views: [
      {
        instrumentType: InstrumentType.HISTOGRAM,
        aggregation: { type: AggregationType.EXPLICIT_BUCKET_HISTOGRAM, options: { boundaries } },
      },
    ],
  });
  const serializer = new PrometheusSerializer(undefined, false, /^service$/, true, true);
  return {
    meter: provider.getMeter('portolan'),
    async text() {
      const { resourceMetrics, errors } = await reader.collect();
      if (errors.length > 0) throw new AggregateError(errors, `the figures of ${service} could not be read`);
      return serializer.serialize(resourceMetrics);
    },
    stop: () => provider.shutdown(),
  };
}
