import { readdirSync, readFileSync } from 'node:fs';
import { environmentNames } from '~/env.server';
import { inProject } from '../paths.js';

/** Every variable that a shop reads: those of its server, and what its start asks for before there is one. */
export function variablesRead(): string[] {
  const files = readdirSync(inProject('scripts/start')).filter((name) => name.endsWith('.js'));
  const code = files.map((name) => readFileSync(inProject('scripts/start', name), 'utf8')).join();
  const asked = code.matchAll(/(?:environment|process\.env)\.([A-Z][A-Z0-9_]+)/g);
  const names = [...asked].map(([, name = '']) => name);
  return [...new Set([...environmentNames, ...names])].sort();
}
