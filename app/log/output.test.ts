import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';

/** A process that writes lines and exits in its own way. */
function write(script: string) {
  const module = new URL('output.server.ts', import.meta.url).href;
  const code =
    `import { Output } from '${module}';` +
    `const output = new Output(1, (lines) => output.write('lost ' + lines + '\\n')); ${script}`;
  return spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

test('lines come in order, and the last ones before an exit too', async () => {
  const child = write(`
    for (let n = 0; n < 50_000; n += 1) output.write(n + '\\n');
    setTimeout(() => { output.write('last\\n'); process.exit(3); }, 500);
  `);
  const exit = once(child, 'exit');
  const said = await text(child.stdout);
  expect(said.trimEnd().split('\n')).toEqual([...Array(50_000).keys(), 'last'].map(String));
  expect(await exit).toEqual([3, null]);
});

test('a reader that is gone keeps no process from going on, and from its end', async () => {
  const child = write(`
    output.write('first\\n');
    setTimeout(() => output.write('to nobody\\n'), 300);
    setTimeout(() => { output.write('to nobody\\n'); process.exit(3); }, 1000);
  `);
  await once(child.stdout, 'data');
  child.stdout.destroy();
  expect(await once(child, 'exit')).toEqual([3, null]);
});

test('what a slow reader loses is counted, and told once there is room', async () => {
  const lines = 60_000;
  const child = write(`
    for (let n = 0; n < ${lines}; n += 1) output.write('x'.repeat(99) + '\\n');
    setTimeout(() => process.exit(0), 1000);
  `);
  const said = (await text(child.stdout)).trimEnd().split('\n');
  const lost = said.filter((line) => line.startsWith('lost ')).map((line) => Number(line.slice(5)));
  expect(lost).toHaveLength(1);
  expect(lost[0]).toBeGreaterThan(0);
  expect(said.length - 1 + (lost[0] ?? 0)).toBe(lines);
});

test('what is lost until the end is told at the end', async () => {
  const lines = 60_000;
  const child = write(`
    for (let n = 0; n < ${lines}; n += 1) output.write('x'.repeat(99) + '\\n');
  `);
  const said = (await text(child.stdout)).trimEnd().split('\n');
  expect(said.at(-1)).toBe(`lost ${lines - said.length + 1}`);
  expect(said.slice(0, -1).filter((line) => line !== 'x'.repeat(99))).toEqual([]);
});

test('memory is used again, so that many lines leave nothing to the garbage collector', async () => {
  const child = write(`
    let [most, n] = [0, 0];
    const some = () => {
      for (const end = n + 1_000; n < end; n += 1) output.write('x'.repeat(99) + '\\n');
      most = Math.max(most, process.memoryUsage().arrayBuffers);
      if (n < 200_000) setTimeout(some, 5);
      else process.exitCode = most < 8 * 1024 * 1024 ? 3 : 1;
    };
    some();
  `);
  const exit = once(child, 'exit');
  const said = (await text(child.stdout)).trimEnd().split('\n');
  expect(await exit).toEqual([3, null]);
  const lost = said.filter((line) => line.startsWith('lost ')).map((line) => Number(line.slice(5)));
  const whole = said.filter((line) => line === 'x'.repeat(99));
  expect(whole.length + lost.length).toBe(said.length);
  expect(whole.length + lost.reduce((sum, lines) => sum + lines, 0)).toBe(200_000);
});
