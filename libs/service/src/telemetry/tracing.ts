import { context, ROOT_CONTEXT, SpanKind, SpanStatusCode, TraceFlags, trace } from '@opentelemetry/api';

const tracer = trace.getTracer('portolan');

/**
 * Runs work inside a span whose parent is a W3C traceparent ('' or unreadable: a trace of its own). Costs next to
 * nothing where no telemetry was started. Spans are for watching; no event ever holds a span's id.
 */
export async function traced<T>(
  name: string,
  traceparent: string,
  work: () => Promise<T>,
  kind: SpanKind = SpanKind.SERVER,
): Promise<T> {
  return tracer.startActiveSpan(name, { kind }, parentOf(traceparent), async (span) => {
    try {
      return await work();
    } catch (error) {
      // The message stays out: it may quote the request.
      span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'unknown' });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** Ids of the span that is active, for log lines. */
export function activeTrace(): { readonly trace_id: string; readonly span_id: string } | undefined {
  const span = trace.getSpanContext(context.active());
  return span === undefined ? undefined : { trace_id: span.traceId, span_id: span.spanId };
}

function parentOf(traceparent: string) {
  const [, traceId, spanId, flags] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(traceparent) ?? [];
  if (traceId === undefined || spanId === undefined) return ROOT_CONTEXT;
  const sampled = (Number.parseInt(flags ?? '00', 16) & 1) === 1;
  const traceFlags = sampled ? TraceFlags.SAMPLED : TraceFlags.NONE;
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags, isRemote: true });
}
