import { AsyncLocalStorage } from 'node:async_hooks';
import { singleton } from '~/singleton.server';

export type Attributes = Record<string, string | number>;

/** A stretch of work in a trace. */
export type Span = {
  readonly traceId: string;
  begin: (name: string, attributes?: Attributes) => Span;
  /** Writes down that something happened. */
  note: (event: string, attributes?: Attributes) => void;
  set: (attributes: Attributes) => void;
  fail: (error: unknown) => void;
  end: () => void;
};

export type Tracer = {
  /** @param parent a `traceparent` header (https://www.w3.org/TR/trace-context/) of somebody who is believed. */
  begin: (name: string, attributes: Attributes, parent: string | undefined) => Span;
  /** Sends what waits, for a second at most. */
  flush: () => Promise<void>;
};

const state = singleton('tracing', () => ({
  tracer: undefined as Tracer | undefined,
  active: new AsyncLocalStorage<Span>(),
}));

/** Makes traces from now on. Until then nothing here costs more than a look whether it is so. */
export function traceWith(tracer: Tracer): void {
  state.tracer = tracer;
}

export function beginTrace(
  name: string,
  attributes: Attributes,
  parent: string | undefined,
): Span | undefined {
  return state.tracer?.begin(name, attributes, parent);
}

/** The innermost span in which this runs. */
export function activeSpan(): Span | undefined {
  return state.tracer && state.active.getStore();
}

/** Runs `work`, and all that it begins, in a span of its own, if it is part of a trace. */
export function inSpan<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  const parent = activeSpan();
  return parent ? runIn(parent.begin(name), work) : work();
}

/** Runs `work` in a span, and ends it. */
export async function runIn<Result>(span: Span, work: () => Promise<Result>): Promise<Result> {
  try {
    return await state.active.run(span, work);
  } catch (error) {
    if (error instanceof Error) span.fail(error);
    throw error;
  } finally {
    span.end();
  }
}

export async function flushTraces(): Promise<void> {
  await state.tracer?.flush();
}
