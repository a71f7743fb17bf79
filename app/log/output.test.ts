import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';

/** A process that writes lines and exits in its own way. */
function write(script: string) {
  const module = new URL('output.server.ts', import.meta.url).href;
  const code = `import { Output } from '${module}'; const output = new Output(1); ${script}`;
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
