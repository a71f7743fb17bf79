import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { RestingStorage } from '~/resting-storage.server';

type Glue = typeof glue & {
  __wbg_set_wasm(exports: WebAssembly.Exports): void;
};

let engine: Promise<typeof glue.SchemaEngine> | undefined;

/** Prisma's own schema engine, as WebAssembly: no native binary, no download. */
function loadSchemaEngine(): Promise<typeof glue.SchemaEngine> {
  return (engine ??= instantiate());
}

async function instantiate(): Promise<typeof glue.SchemaEngine> {
  const require = createRequire(import.meta.url);
  const folder = dirname(require.resolve('@prisma/schema-engine-wasm/schema_engine_bg'));
  const bytes = await readFile(join(folder, 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, {
    './schema_engine_bg.js': { ...glue },
  });
  (glue as Glue).__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return glue.SchemaEngine;
}

/** Tables that the schema says nothing of, and that stay. */
const externalTables = ['public.schema_push'];

/**
 * The SQL that leads from the live database to a Prisma schema; empty when it is there already.
 * @param connectionString without Prisma's own parameters.
 */
export async function diffSchema(connectionString: string, schema: string): Promise<string> {
  const pool = new pg.Pool({
    connectionString,
    max: 2,
    connectionTimeoutMillis: 10_000,
    query_timeout: 30_000,
    application_name: 'holdfast schema',
  });
  pool.on('error', () => undefined);
  try {
    const files = [{ path: 'schema.prisma', content: schema }];
    const SchemaEngine = await loadSchemaEngine();
    const engine = await SchemaEngine.new(
      { datamodels: files.map(({ path, content }) => [path, content]) },
      () => {},
      bindMigrationAwareSqlAdapterFactory(adapterThatReadsChar(pool)),
    );
    const result = await engine.diff({
      from: { tag: 'schemaDatasource', files, configDir: '.' },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: null,
      filters: { externalTables, externalEnums: [] },
    });
    const sql = result.stdout ?? '';
    return sql.includes('This is an empty migration') ? '' : sql;
  } finally {
    await pool.end();
  }
}

/**
 * The adapter refuses PostgreSQL's catalogue type "char" (OID 18), and the engine fails on anything else in its
 * place: let the adapter take it for text (25), then call it what it is.
 */
function adapterThatReadsChar(pool: pg.Pool): PrismaPg {
  const chars = new RestingStorage<Set<number>>();
  const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<pg.QueryResult>;
  pool.query = (async (...args: unknown[]) => {
    const result = await query(...args);
    result.fields.forEach((field, index) => {
      if (field.dataTypeID !== 18) return;
      field.dataTypeID = 25;
      chars.getStore()?.add(index);
    });
    return result;
  }) as typeof pool.query;

  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = (params) => {
      const found = new Set<number>();
      return chars.run(found, async () => {
        const result = await queryRaw(params);
        for (const index of found) result.columnTypes[index] = ColumnTypeEnum.Character;
        return result;
      });
    };
    return adapter;
  };
  return factory;
}
