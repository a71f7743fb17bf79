import { randomUUID } from 'node:crypto';
import type { Save } from '~/db.server';

/** Who saves in a test, each time under a key of its own. */
export function newSave(): Save {
  return { key: randomUUID(), actor: 'test' };
}
