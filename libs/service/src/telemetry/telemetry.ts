import type { EnvironmentVariables } from '../config/config.ts';

export interface Telemetry {
  /** Sends what is not yet sent. */
  stop(): Promise<void>;
}

/**
 * Starts OpenTelemetry where an OTLP endpoint is configured (OTEL_EXPORTER_OTLP_ENDPOINT) or PORTOLAN_TELEMETRY is
 * set. Undefined otherwise: spans then cost nothing, and the SDK is not even loaded.
 */
export async function startTelemetry(service: string, env: EnvironmentVariables): Promise<Telemetry | undefined> {
  if (!env.OTEL_EXPORTER_OTLP_ENDPOINT && !env.PORTOLAN_TELEMETRY) return undefined;
  const { NodeSDK } = await import('@opentelemetry/sdk-node');
  const sdk = new NodeSDK({ serviceName: `portolan-${service}`, instrumentations: [] });
  sdk.start();
  return { stop: () => sdk.shutdown() };
}
