import { ESLint } from 'eslint';
import ts from 'typescript-eslint';
import { expect, test } from 'vitest';

/** The project's own, but for rules that need all types: they take half a minute, and this one needs none. */
const eslint = new ESLint({ overrideConfig: ts.configs.disableTypeChecked });
const rule = '@typescript-eslint/no-restricted-imports';

/** Loading the rules takes a while on a busy machine. */
const patience = { timeout: 120_000 };

async function complaints(filePath: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath });
  return (result?.messages ?? []).flatMap(({ ruleId }) => (ruleId === rule ? [ruleId] : []));
}

test.each([
  `import { read } from '~/db.server';`,
  `import { read } from '../db.server';`,
  `import { PrismaClient } from '~/db/generated/client';`,
  `import { PrismaClient } from '@prisma/client';`,
  `import { PrismaPg } from '@prisma/adapter-pg';`,
  `import pg from 'pg';`,
])('a route may not write: %s', patience, async (code) => {
  expect(await complaints('app/routes/_store._index.tsx', code)).toEqual([rule]);
});

test('a model may ask, and a route may name types', patience, async () => {
  const ask = `import { read } from '~/db.server';`;
  expect(await complaints('app/models/product.server.ts', ask)).toEqual([]);
  const name = `import type { Transaction } from '~/db.server';`;
  expect(await complaints('app/routes/_store._index.tsx', name)).toEqual([]);
});

test('the door gives out no client of its own', patience, async () => {
  const door = await import('~/db.server');
  expect(Object.keys(door).sort()).toEqual([
    'DatabaseUnavailable',
    'KeyInvalidError',
    'KeyReuseError',
    'OutcomeUnknown',
    'Prisma',
    'TookTooLong',
    'checkDatabase',
    'databasePlace',
    'deadlines',
    'disconnect',
    'doorNumbers',
    'isOutOfReach',
    'isSchemaCurrent',
    'kept',
    'listenToCatalogue',
    'lookAtSchema',
    'once',
    'read',
    'schemaState',
    'transaction',
    'withRetry',
  ]);
});
