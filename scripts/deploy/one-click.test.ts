import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readDatabaseSettings } from '~/db/settings.server';
import { parseEnvironment } from '~/env.server';
import { inProject } from '../paths.js';
import { variablesRead } from '../test/variables';

const text = readFileSync(inProject('docs/operating/caprover-one-click-app.yml'), 'utf8');

/** What CapRover's README of its one-click apps asks of version 4, and what it reads of a service. */
const template = z.strictObject({
  captainVersion: z.literal(4),
  services: z.record(
    z.string(),
    z.strictObject({
      image: z.string().min(1),
      depends_on: z.array(z.string()).optional(),
      volumes: z.array(z.string()).optional(),
      restart: z.literal('always'),
      environment: z.record(z.string(), z.string()),
      caproverExtra: z.strictObject({
        containerHttpPort: z.string().optional(),
        notExposeAsWebApp: z.literal('true').optional(),
      }),
    }),
  ),
  caproverOneClickApp: z.strictObject({
    variables: z.array(
      z.strictObject({
        id: z.string().regex(/^\$\$cap_[a-z_]+$/),
        label: z.string().min(1),
        description: z.string().min(1),
        defaultValue: z.string().optional(),
        validRegex: z.string().regex(/^\/.+\/$/),
      }),
    ),
    instructions: z.strictObject({ start: z.string().min(1), end: z.string().min(1) }),
    displayName: z.string().min(1),
    isOfficial: z.boolean(),
    description: z.string().min(1).max(200),
    documentation: z.string().min(1),
  }),
});

const { caproverOneClickApp } = template.parse(parse(text));
const { variables } = caproverOneClickApp;
const builtIn = ['$$cap_appname', '$$cap_root_domain', '$$cap_gen_random_hex'];

/** As CapRover fills it in: what the owner leaves as it is, and a name. */
const random = (given: string) =>
  given.replace(/\$\$cap_gen_random_hex\((\d+)\)/g, (_, length) => '3f'.repeat(Number(length) / 2));
const answers = variables.map(({ id, defaultValue, validRegex }) => ({
  id,
  value: random(defaultValue ?? 'Harbour & Daughters'),
  valid: new RegExp(validRegex.slice(1, -1)),
}));
const filled = [
  ...answers,
  { id: '$$cap_appname', value: 'shop' },
  { id: '$$cap_root_domain', value: 'example.org' },
].reduce((result, { id, value }) => result.replaceAll(id, value), text);
const { services } = template.pick({ services: true }).strip().parse(parse(filled));

test('each variable that it uses is declared, and each that is declared is used', () => {
  const used = new Set(text.match(/\$\$cap_[a-z_]+?(?=-db|[^a-z_]|$)/gm));
  for (const name of builtIn) used.delete(name);
  expect([...used].sort()).toEqual(variables.map(({ id }) => id).sort());
  for (const { id } of variables) {
    expect(text.split(id).length, `${id} is declared and used`).toBeGreaterThan(2);
  }
  expect(JSON.stringify(services)).not.toContain('$$cap');
});

test('what it suggests is what it accepts', () => {
  for (const { id, value, valid } of answers) expect(value, id).toMatch(valid);
});

test('the shop that it makes has all that it needs, in words that the shop knows', () => {
  const { shop } = services;
  const environment = shop?.environment ?? {};
  const known = variablesRead();
  expect(Object.keys(environment).filter((name) => !known.includes(name))).toEqual([]);
  expect(parseEnvironment(environment)).toMatchObject({
    SHOP_NAME: 'Harbour & Daughters',
    SHOP_URL: 'https://shop.example.org',
    TRUST_PROXY: ['uniquelocal'],
  });
  const url = new URL(environment.DATABASE_URL ?? '');
  const database = services[url.hostname.replace('srv-captain--', '')];
  expect(readDatabaseSettings(url.href).warnings).toEqual([]);
  expect(database?.environment).toEqual({
    POSTGRES_DB: url.pathname.slice(1),
    POSTGRES_USER: url.username,
    POSTGRES_PASSWORD: url.password,
  });
});

test('the shop has no volume, so that its versions overlap, and its port is the image’s', () => {
  const { shop } = services;
  expect(shop?.volumes).toBeUndefined();
  const dockerfile = readFileSync(inProject('Dockerfile'), 'utf8');
  expect(dockerfile).toContain(`EXPOSE ${shop?.caproverExtra.containerHttpPort}\n`);
});
