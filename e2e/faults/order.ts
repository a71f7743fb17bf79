import { z } from 'zod';
import { bandwidth } from './bandwidth';
import { blackhole } from './blackhole';
import { close } from './close';
import { cut } from './cut';
import type { Fault } from './fault';
import { forget } from './forget';
import { greet } from './greet';
import { latency } from './latency';
import { refuse } from './refuse';
import { reset } from './reset';
import { slice } from './slice';
import { stall } from './stall';

/** The longest that Node's timers wait. */
const longest = 2 ** 31 - 1;
const ms = z.number().min(0).max(longest);
const how = z.enum(['rst', 'fin', 'silence']);

/** The first word of a statement, or a pattern between slashes. */
const at = z.string().transform((text, context) => {
  if (/^\w+$/.test(text)) return text;
  const [, source, flags] = /^\/(.+)\/(i?)$/s.exec(text) ?? [];
  try {
    if (source !== undefined) return new RegExp(source, flags);
  } catch {
    // Said below.
  }
  context.addIssue(`"${text}" is neither a word like commit nor a pattern like /^insert .*order/i`);
  return z.NEVER;
});

/** `for`: ms after which it is over by itself. */
const lasting = { for: ms.min(1).optional() };

/** A fault as JSON. */
export const orderSchema = z.discriminatedUnion('fault', [
  z.strictObject({ fault: z.literal('refuse'), ...lasting }),
  z.strictObject({ fault: z.literal('reset') }),
  z.strictObject({ fault: z.literal('close') }),
  z.strictObject({ fault: z.literal('greet'), how: how.default('rst'), ...lasting }),
  z.strictObject({ fault: z.literal('blackhole'), ...lasting }),
  z.strictObject({ fault: z.literal('forget'), ...lasting }),
  z.strictObject({ fault: z.literal('stall'), at: at.optional(), ...lasting }),
  z.strictObject({ fault: z.literal('latency'), ms, jitter: ms.default(0), ...lasting }),
  z.strictObject({
    fault: z.literal('bandwidth'),
    bytesPerSecond: z.number().min(1).max(longest),
    ...lasting,
  }),
  z.strictObject({
    fault: z.literal('slice'),
    size: z.int().min(1).max(longest),
    ms: ms.default(0),
    ...lasting,
  }),
  z.strictObject({
    fault: z.literal('cut'),
    at,
    when: z.enum(['before', 'sent', 'answered', 'reply']).default('sent'),
    how: how.default('rst'),
    times: z.int().min(1).max(longest).default(1),
    ...lasting,
  }),
]);

export type Order = z.output<typeof orderSchema>;

/** @param random from 0 to below 1 */
export function faultOf(order: Order, random: () => number): Fault {
  switch (order.fault) {
    case 'refuse':
      return refuse();
    case 'reset':
      return reset();
    case 'close':
      return close();
    case 'greet':
      return greet(order.how);
    case 'blackhole':
      return blackhole();
    case 'forget':
      return forget();
    case 'stall':
      return stall(order.at);
    case 'latency':
      return latency(order.ms, order.jitter, random);
    case 'bandwidth':
      return bandwidth(order.bytesPerSecond);
    case 'slice':
      return slice(order.size, order.ms);
    case 'cut': {
      const { at, when, how, times } = order;
      return cut({ at, when, how, times });
    }
  }
}
