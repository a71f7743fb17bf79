const format = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'short',
  timeZone: 'UTC',
});

/** A date and time, in UTC as everywhere in the admin. */
export function Moment({ at }: { at: Date }) {
  return (
    <time className="moment" dateTime={at.toISOString()}>
      {format.format(at)} UTC
    </time>
  );
}
