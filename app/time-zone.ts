/** `2026-05-01T09:00`, as a field for dates and times holds it; seconds may stand behind. */
const localTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/;

const DAY = 86_400_000;

const styles = {
  /** For sorting and fields. */
  numbers: {
    ...{ year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
  },
  words: {
    ...{ year: 'numeric', month: 'short', day: 'numeric' },
    ...{ hour: '2-digit', minute: '2-digit' },
  },
} satisfies Record<string, Intl.DateTimeFormatOptions>;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making one costs far more than using it. */
function formatIn(timeZone: string, style: keyof typeof styles = 'numbers'): Intl.DateTimeFormat {
  const key = `${style} ${timeZone}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      ...{ timeZone, calendar: 'gregory', numberingSystem: 'latn', hourCycle: 'h23' },
      ...{ ...styles[style], timeZoneName: 'shortOffset' },
    });
    formats.set(key, format);
  }
  return format;
}

/** GMT is what an offset is called here, and a time of one country's for people. */
const asUtc = (offset: string) => offset.replace(/GMT(\+0$)?/, 'UTC');

/** Whether a time zone is one of IANA's database, such as Europe/Berlin; an offset is none. */
export function isTimeZone(name: string): boolean {
  if (!/^[a-z]/i.test(name)) return false;
  try {
    return formatIn(name).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function partsOf(at: Date, timeZone: string) {
  const parts = formatIn(timeZone).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    parts.find((one) => one.type === type)?.value ?? '';
  const date = `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
  const minute = `${part('hour')}:${part('minute')}`;
  return { date, minute, second: part('second'), offset: part('timeZoneName') };
}

/** What the clocks of a time zone show at an instant: `2026-05-01T09:00`. */
export function toLocalTime(at: Date, timeZone: string): string {
  const { date, minute } = partsOf(at, timeZone);
  return `${date}T${minute}`;
}

/** An instant for people, as a time zone's clocks show it: `2026-05-01 09:00 UTC+2`. */
export function sayTime(at: Date, timeZone: string): string {
  const { date, minute, offset } = partsOf(at, timeZone);
  return `${date} ${minute} ${asUtc(offset)}`;
}

/** The same in words: `1 May 2026, 09:00 UTC+2`. */
export function sayMoment(at: Date, timeZone: string): string {
  return asUtc(formatIn(timeZone, 'words').format(at));
}

/** The instant at which a day begins by a time zone's clocks: in some, midnight is an hour that is set forward over. */
export function startOfDay(day: string, timeZone: string): Date {
  const [at] = ['00:00', '00:30', '01:00'].flatMap((time) =>
    instantsOf(`${day}T${time}`, timeZone),
  );
  return at ?? new Date(day);
}

/** Whether a date's day is one of the calendar and its hour one of a day; the parser takes the 31st of each month. */
export function isLocalTime(time: string): boolean {
  if (!localTime.test(time)) return false;
  const at = new Date(`${time}Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(time);
}

/**
 * The instants at which the clocks of a time zone show a time: none where they are set forward over it, two where
 * they are set back.
 * @param time one that `isLocalTime`
 */
export function instantsOf(time: string, timeZone: string): Date[] {
  const wanted = Date.parse(`${time}Z`);
  const shows = (at: number) => {
    const { date, minute, second } = partsOf(new Date(at), timeZone);
    return Date.parse(`${date}T${minute}:${second}Z`);
  };
  // The offsets before and after whatever change of clocks is near.
  const found = [-DAY, DAY]
    .map((away) => wanted - (shows(wanted + away) - (wanted + away)))
    .filter((at) => shows(at) === wanted);
  return [...new Set(found)].sort((a, b) => a - b).map((at) => new Date(at));
}
