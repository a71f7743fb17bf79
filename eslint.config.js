import js from '@eslint/js';
import a11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';

/** Who may open the database's door: models, machines' routes, and what a person runs. */
const mayOpenTheDoor = [
  'app/db.server.ts',
  'app/db/**',
  'app/models/**',
  'app/routes/healthz.ts',
  'app/entry.server.tsx',
  'app/server/serve.ts',
  'app/server/cache/open.ts',
  'scripts/**',
  'prisma/**',
  'e2e/**',
  '**/*.test.{ts,tsx}',
];

export default defineConfig(
  {
    ignores: [
      'node_modules/',
      'build/',
      '.data/',
      'app/db/generated/',
      'public/',
      'playwright-report/',
      'test-results/',
    ],
  },
  js.configs.recommended,
  ...ts.configs.strictTypeChecked,
  {
    languageOptions: {
      globals: globals.node,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/only-throw-error': [
        'error',
        {
          allow: [
            { from: 'lib', name: 'Response' },
            { from: 'package', package: '@remix-run/server-runtime', name: 'TypedResponse' },
          ],
        },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      'no-console': ['error', { allow: ['error', 'warn'] }],
      'no-restricted-syntax': [
        'error',
        {
          selector: "MemberExpression[object.name='process'][property.name='env']",
          message: 'Only app/env.server.ts reads the environment.',
        },
      ],
    },
  },
  {
    files: ['app/**/*.tsx'],
    ...a11y.flatConfigs.strict,
  },
  { files: ['app/**/*.{ts,tsx}'], ...reactHooks.configs.flat.recommended },
  {
    files: ['**/*.{ts,tsx,js}'],
    ignores: mayOpenTheDoor,
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: [
                '~/db.server',
                '~/db/*',
                '**/db.server',
                '**/db/*',
                '@prisma/client',
                '@prisma/adapter-pg',
                'pg',
              ],
              allowTypeImports: true,
              message:
                'Only models, healthz and scripts open the door to the database: ask a model.',
            },
          ],
        },
      ],
    },
  },
  {
    files: [
      'scripts/**',
      'prisma/**',
      'e2e/**',
      '*.config.*',
      'app/env.server.ts',
      '**/*.test.{ts,tsx}',
    ],
    rules: { 'no-restricted-syntax': 'off', 'no-console': 'off' },
  },
  {
    // A Playwright fixture that needs no other one says so with an empty pattern.
    files: ['e2e/**/*.ts'],
    rules: { 'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }] },
  },
  {
    // This rule does not see casts written as JSDoc; tsc checks these files strictly.
    files: ['scripts/**/*.js'],
    rules: { '@typescript-eslint/no-unsafe-assignment': 'off' },
  },
);
