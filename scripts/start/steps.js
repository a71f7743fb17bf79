/** What a step is called is padded, so that what it says stands in a column. */
const width = 11;

/**
 * Runs one step of something longer. Shows what is under way, then what came of it and how long it took.
 * @template Outcome
 * @param {string} name
 * @param {(say: (text: string) => void) => Promise<Outcome> | Outcome} work `say` shows what is under way
 * @param {(outcome: Outcome) => string} [describe]
 * @returns {Promise<Outcome>}
 */
export async function step(name, work, describe = String) {
  const began = performance.now();
  const label = name.padEnd(width);
  const live = process.stdout.isTTY;
  let doing = '';
  const seconds = () => `${((performance.now() - began) / 1000).toFixed(1)} s`;
  const draw = () => doing && process.stdout.write(`\r\x1b[2K${label}${doing} … ${seconds()}`);
  const say = (/** @type {string} */ text) => {
    doing = text;
    if (live) draw();
    else console.log(`${label}${text} …`);
  };
  const ticking = live ? setInterval(draw, 200) : undefined;
  try {
    const outcome = await work(say);
    if (live) process.stdout.write('\r\x1b[2K');
    console.log(`${label}${describe(outcome).padEnd(56)} ${seconds().padStart(7)}`);
    return outcome;
  } catch (error) {
    if (live && doing) process.stdout.write('\n');
    throw error;
  } finally {
    clearInterval(ticking);
  }
}
