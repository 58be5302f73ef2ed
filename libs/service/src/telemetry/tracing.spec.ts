import { trace } from '@opentelemetry/api';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { startTelemetry } from './telemetry.ts';
import { traced } from './tracing.ts';

const exporter = new InMemorySpanExporter();
trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
const parent = { trace: 'a'.repeat(32), span: 'b'.repeat(16) };

beforeEach(() => exporter.reset());
afterAll(() => trace.disable());

describe('a span', () => {
  it('stands under the traceparent of the call', async () => {
    expect(await traced('pay', `00-${parent.trace}-${parent.span}-01`, async () => 7)).toBe(7);
    const [span] = exporter.getFinishedSpans();
    expect(span?.name).toBe('pay');
    expect(span?.spanContext().traceId).toBe(parent.trace);
    expect(span?.parentSpanContext?.spanId).toBe(parent.span);
  });

  it('begins a trace of its own where there is none, or none that can be read', async () => {
    for (const traceparent of ['', 'nonsense', `00-${'0'.repeat(32)}-${parent.span}-01`]) {
      await traced('pay', traceparent, async () => {});
    }
    const traces = exporter.getFinishedSpans().map((span) => span.spanContext().traceId);
    expect(new Set(traces).size).toBe(3);
    expect(traces).not.toContain(parent.trace);
  });

  it('tells that work failed, and not what it said', async () => {
    await expect(traced('pay', '', () => Promise.reject(new TypeError('canary')))).rejects.toThrow('canary');
    const [span] = exporter.getFinishedSpans();
    expect(span?.status).toEqual({ code: 2, message: 'TypeError' });
    expect(span?.events).toEqual([]);
  });
});

describe('telemetry', () => {
  it('is not started unless somebody asks for it', async () => {
    expect(await startTelemetry('tolls', {})).toBeUndefined();
    const started = await startTelemetry('tolls', { PORTOLAN_TELEMETRY: '1' });
    await started?.stop();
    expect(started).toBeDefined();
  });
});
