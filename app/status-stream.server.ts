import { type EventStream, eventStream } from '~/event-stream.server';
import { log } from '~/log.server';
import { type Admin, getSessionEnd } from '~/models/admin-session.server';
import { isDatabaseAway } from '~/models/database-away.server';
import type { Window } from '~/models/shop-status';
import { getHistory, getNow, getStatus } from '~/models/shop-status.server';
import { singleton } from '~/singleton.server';
import { beat, watcher } from '~/telemetry/watcher.server';

/** Streams that a session may have: tabs, and what is left of those that broke. The newest stay. */
const mostPerSession = 4;

/** Beats between two looks at the session: signing out ends the stream within 10 s. */
const sessionBeats = 5;

const open = singleton('status streams', () => new Map<string, EventStream[]>());

/**
 * How the shop is, as it goes: `status` is everything, `now` the moment, `history` what has changed of the past,
 * `end` says why no more comes. Who comes again with the id of the last event that it had gets what is new since
 * then: `now`, and the history only if it changed.
 *
 * While the database is away nobody can be asked about the session; the stream goes on, until the session's own end.
 */
export function statusStream(
  request: Request,
  admin: Admin,
  sessionEnd: number,
  window: Window,
): Response {
  return eventStream(request, (stream) => {
    makeRoom(admin.sessionId, stream);
    watcher.lookers += 1;
    let seen = request.headers.get('Last-Event-ID') ?? '';
    let beats = 0;
    let until = sessionEnd;

    const tell = () => {
      const id = `${process.pid}-${watcher.since}-${window}-${historyMark()}`;
      if (!seen.startsWith(`${process.pid}-${watcher.since}-${window}-`)) {
        stream.send({ event: 'status', id, data: getStatus(window) });
      } else {
        if (seen !== id) stream.send({ event: 'history', id, data: getHistory(window) });
        stream.send({ event: 'now', id, data: getNow() });
      }
      seen = id;
    };

    const check = async () => {
      try {
        until = (await getSessionEnd(admin.sessionId)) ?? 0;
      } catch (error) {
        if (isDatabaseAway(error)) return;
        log.error({ event: 'status.failed', err: error }, 'A stream of the status ended.');
        stream.end();
      }
    };

    const onBeat = async () => {
      beats += 1;
      if (beats % sessionBeats === 0) await check();
      if (Date.now() >= until) stream.end({ event: 'end', data: 'signed-out' });
      else tell();
    };

    tell();
    const timer = setInterval(() => void onBeat(), beat);
    return () => {
      clearInterval(timer);
      watcher.lookers -= 1;
      leave(admin.sessionId, stream);
    };
  });
}

/** Another for each minute, and for each episode that begins or ends. */
function historyMark(): string {
  const { episodes, slots } = getHistory('hour');
  const running = episodes.filter(({ ended }) => ended === null).length;
  return `${slots.at(-1)?.at ?? 0}-${episodes[0]?.began ?? 0}-${running}`;
}

function makeRoom(sessionId: string, stream: EventStream): void {
  const streams = open.get(sessionId) ?? [];
  open.set(sessionId, [...streams, stream]);
  if (streams.length >= mostPerSession) streams[0]?.end({ event: 'end', data: 'elsewhere' });
}

function leave(sessionId: string, stream: EventStream): void {
  const left = (open.get(sessionId) ?? []).filter((other) => other !== stream);
  if (left.length > 0) open.set(sessionId, left);
  else open.delete(sessionId);
}
