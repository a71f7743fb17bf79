import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { inProject } from '../paths.js';
import { run } from '../run.js';

const token = randomUUID();
const home = mkdtempSync(join(tmpdir(), 'holdfast-deploy-'));
const clone = join(home, 'clone');

/** What CapRover was sent. */
let sent: { path: string; token: unknown; body: string; processes: string }[] = [];
let answer = { status: 101, description: 'Build started' };
let server: Server;

const git = (...args: string[]) =>
  spawnSync('git', ['-c', 'user.name=Mia', '-c', 'user.email=mia@shop.example', ...args], {
    cwd: clone,
    encoding: 'utf8',
  }).stdout.trim();

/** The client goes through what stands for a proxy, and is CapRover itself. */
function deploy(environment: Record<string, string> = {}) {
  const { port } = server.address() as AddressInfo;
  return run(process.execPath, ['scripts/deploy.js'], {
    cwd: clone,
    env: {
      NODE_ENV: 'production',
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      XDG_CONFIG_HOME: join(home, 'config'),
      http_proxy: `http://127.0.0.1:${port}`,
      npm_config_prefer_offline: 'true',
      ...environment,
    },
  });
}

const target = {
  CAPROVER_URL: 'http://captain.shop.example',
  CAPROVER_APP: 'shop',
  CAPROVER_APP_TOKEN: token,
};

beforeAll(async () => {
  server = createServer((req, res) => {
    void buffer(req).then((body) => {
      const processes = spawnSync('ps', ['-A', '-o', 'args='], { encoding: 'utf8' }).stdout;
      const said = req.headers['x-captain-app-token'];
      sent.push({ path: req.url ?? '', token: said, body: body.toString('latin1'), processes });
      res.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer));
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  for (const part of ['scripts', 'package.json', 'captain-definition', '.gitignore', '.npmrc']) {
    cpSync(inProject(part), join(clone, part), { recursive: true });
  }
  git('init', '-q');
  git('add', '-A');
  git('commit', '-qm', 'All of it');
});
beforeEach(() => {
  sent = [];
  answer = { status: 101, description: 'Build started' };
});
afterAll(() => {
  server.close();
  rmSync(home, { recursive: true, force: true });
});

describe('refuses, and sends nothing', () => {
  test('where something is not committed', async () => {
    writeFileSync(join(clone, 'scripts/new.ts'), '');
    const { status, output } = await deploy(target);
    expect(output).toContain(
      'Not all is committed, and only what is committed is deployed:\n?? scripts/new.ts',
    );
    expect(status).toBe(1);
    rmSync(join(clone, 'scripts/new.ts'));
    writeFileSync(join(clone, 'package.json'), '{}');
    expect((await deploy(target)).output).toContain('M package.json');
    git('checkout', '-q', 'package.json');
    expect(sent).toEqual([]);
  });

  test('where it is not told where to', async () => {
    const { status, output } = await deploy({ CAPROVER_APP: 'shop' });
    expect(output).toContain('Not set: CAPROVER_URL, CAPROVER_APP_TOKEN.\n→ Set CAPROVER_URL to');
    expect(status).toBe(1);
    expect(sent).toEqual([]);
  });
});

const away = !(
  await run('npx', ['--yes', '--prefer-offline', 'caprover@2.4.4', '--version'])
).output.endsWith('2.4.4');

describe.skipIf(away)(
  `CapRover's own client${away ? ' (skipped: it can not be fetched)' : ''}`,
  () => {
    test('sends the last commit without a question, the token in a header alone', async () => {
      const { status, output } = await deploy(target);
      expect(output).toContain('CapRover builds it now');
      expect(status, output).toBe(0);
      expect(sent).toHaveLength(1);
      for (const { path, token: said, body, processes } of sent) {
        expect(path).toBe('http://captain.shop.example/api/v2/user/apps/appData/shop?detached=1');
        expect(said).toBe(token);
        expect(body).toContain(git('rev-parse', 'HEAD'));
        // The tar's names.
        for (const name of ['captain-definition', 'scripts/deploy.js'])
          expect(body).toContain(`\0${name}\0`);
        expect(body).not.toContain(token);
        expect(processes).toContain('caprover');
        expect(processes).not.toContain(token);
      }
      expect(output).not.toContain(token);
      // Neither the tar nor the token stays.
      expect(git('status', '--porcelain', '--ignored')).toBe('');
      const kept = readdirSync(join(home, 'config'), { recursive: true, withFileTypes: true });
      for (const file of kept.filter((entry) => entry.isFile())) {
        expect(readFileSync(join(file.parentPath, file.name), 'utf8')).not.toContain(token);
      }
    });

    test('says when CapRover refuses', async () => {
      // ApiStatusCodes.STATUS_ERROR_NOT_AUTHORIZED: what a wrong token gets.
      answer = { status: 1102, description: 'The request is not authorized' };
      const { status, output } = await deploy(target);
      expect(output).toContain('The request is not authorized');
      expect(output).toContain('It was not deployed.');
      expect(status).toBe(1);
    });
  },
);
