import Bowser from 'bowser';

/** A browser in words, of what it says of itself: 'Firefox on Windows'. */
export function deviceOf(agent: string | null): string {
  if (!agent) return 'An unknown browser';
  const { browser, os } = Bowser.parse(agent);
  const name = browser.name || 'A browser';
  return os.name ? `${name} on ${os.name}` : name;
}
