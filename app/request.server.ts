import { RestingStorage } from '~/resting-storage.server';
import { singleton } from '~/singleton.server';

/** What is known of the request being answered, wherever in its answering one is. */
export type RequestContext = {
  /** Names the request in the log, to the browser and on error pages. */
  readonly id: string;
  /** `performance.now()` in ms at which its answer is due; moves until the request has been received whole. */
  deadline: number;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  /** Who asks: an IP address, as far as it can be believed. */
  readonly client: string;
  /** The route that answers, as Remix names it, once it is known. */
  route?: string;
  /** The answer goes on for as long as somebody listens. */
  streams?: boolean;
  /** True once it is answered. */
  answered?: boolean;
  /** Called then. */
  whenAnswered?: () => void;
};

/** Says that a request is answered. */
export function endRequest(context: RequestContext): void {
  context.answered = true;
  context.whenAnswered?.();
}

/** Whether a request only asks, and is answered the same however often it comes. */
export function isRead({ method }: { method?: string | undefined }): boolean {
  return method === 'GET' || method === 'HEAD';
}

const requests = singleton('requests', () => new RestingStorage<RequestContext>());

/** The request being answered; undefined outside of one, and where another server than ours answers. */
export function currentRequest(): RequestContext | undefined {
  return requests.getStore();
}

/** The same, unless it is answered already and what goes on is nobody's. */
export function waitingRequest(): RequestContext | undefined {
  const request = requests.getStore();
  return request?.answered ? undefined : request;
}

/** Runs `work`, and all that it begins, as part of no request: what outlives it has no deadline of its. */
export function runOutsideRequest<Result>(work: () => Result): Result {
  return requests.exit(work);
}

/** Runs `work`, and all that it begins, as part of a request. */
export function runInRequest<Result>(
  context: RequestContext,
  work: () => Promise<Result>,
): Promise<Result> {
  return requests.run(context, work);
}
