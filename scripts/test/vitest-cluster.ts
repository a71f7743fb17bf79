import type { TestProject } from 'vitest/node';
import { bringSchemaUp } from '../../app/db/schema/bring-up.server';
import { startThrowawayCluster } from '../postgres/throwaway.js';
import { cloneDatabase } from './database.js';
import { folderInMemory } from './memory.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** A database on the run's own PostgreSQL, from which others are made. */
    serverUrl: string;
  }
}

/** One PostgreSQL for the run, with a database named `template` that has the schema and nothing in it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startThrowawayCluster([], folderInMemory());
  const serverUrl = cluster.url('postgres');
  await bringSchemaUp(await cloneDatabase(serverUrl, 'template', 'template0'), 'tests');
  project.provide('serverUrl', serverUrl);
  return cluster.stop;
}
