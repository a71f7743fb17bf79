import {
  type Context,
  isSpanContextValid,
  ROOT_CONTEXT,
  type Span as OtelSpan,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { setTimeout as delay } from 'node:timers/promises';
import type { Attributes, Span, Tracer } from '~/tracing.server';
import { version } from '../../package.json';

/** ms for one try to send, and for the last one before the process ends. */
const patience = { send: 3_000, end: 1_000 };

/** Spans that wait at most; while the collector is away, what comes beyond is lost. */
const mostWaiting = 2048;

/**
 * Sends spans to a collector by OTLP over HTTP. Loaded only where there is one.
 * @param endpoint of the collector, without `/v1/traces`
 */
export function openTracer(endpoint: string, service: string): Tracer {
  const exporter = new OTLPTraceExporter({
    url: `${endpoint.replace(/\/+$/, '')}/v1/traces`,
    timeoutMillis: patience.send,
  });
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': service, 'service.version': version }),
    spanProcessors: [new BatchSpanProcessor(exporter, { maxQueueSize: mostWaiting })],
  });
  const tracer = provider.getTracer('holdfast', version);

  const wrap = (span: OtelSpan, context: Context): Span => ({
    traceId: span.spanContext().traceId,
    begin: (name, attributes = {}) => {
      const inner = trace.setSpan(context, span);
      return wrap(tracer.startSpan(name, { attributes }, inner), inner);
    },
    note: (event, attributes) => void span.addEvent(event, attributes),
    set: (attributes) => void span.setAttributes(attributes),
    fail: (error) => {
      span.setStatus({ code: SpanStatusCode.ERROR });
      if (error instanceof Error) span.addEvent('exception', { 'exception.type': error.name });
    },
    end: () => span.end(),
  });

  return {
    begin: (name: string, attributes: Attributes, parent: string | undefined) => {
      const context = contextOf(parent);
      return wrap(tracer.startSpan(name, { kind: SpanKind.SERVER, attributes }, context), context);
    },
    flush: () =>
      Promise.race([
        provider.forceFlush().catch(() => undefined),
        delay(patience.end, undefined, { ref: false }),
      ]),
  };
}

function contextOf(parent: string | undefined): Context {
  const [, traceId = '', spanId = '', flags = '0'] =
    /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(parent ?? '') ?? [];
  const context = { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
  return isSpanContextValid(context) ? trace.setSpanContext(ROOT_CONTEXT, context) : ROOT_CONTEXT;
}
