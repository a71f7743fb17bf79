import { useShop } from '~/shop';
import { sayMoment } from '~/time-zone';

/** A date and time, by the shop's clocks as everywhere in the admin. */
export function Moment({ at }: { at: Date }) {
  const { timeZone } = useShop().shop;
  return (
    <time className="moment" dateTime={at.toISOString()}>
      {sayMoment(at, timeZone)}
    </time>
  );
}
