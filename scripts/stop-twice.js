/** ms in which a second signal is the first one's echo: npm passes on a Ctrl-C that the terminal told everyone. */
const echo = 500;

/**
 * What is done when a program is told to stop: first in order, and when it is told again, at once.
 * @param {() => void} inOrder
 * @param {() => void} atOnce
 * @returns {() => void}
 */
export function stopTwice(inOrder, atOnce) {
  /** @type {number | undefined} */
  let begun;
  return () => {
    if (begun === undefined) {
      begun = performance.now();
      inOrder();
    } else if (performance.now() - begun > echo) atOnce();
  };
}
