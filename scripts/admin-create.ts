import { createInterface } from 'node:readline/promises';
import { text } from 'node:stream/consumers';
import { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { withDatabase } from './database.js';

const usage = `Makes a user who may sign in to the admin.

    npm run admin:create [-- --email mia@shop.example --name Mia --role editor]

What is not given is asked for; the role is owner unless it is editor or viewer. The password comes from ADMIN_PASSWORD, from
standard input where that is no terminal, or is asked for without showing it.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    email: { type: 'string' },
    name: { type: 'string' },
    role: { type: 'string', default: 'owner' },
  },
});
const role = (['owner', 'editor', 'viewer'] as const).find((one) => one === values.role);
if (positionals.length > 0 || !role) {
  console.error(usage);
  process.exit(2);
}

/** Asks on the terminal; a hidden answer leaves no trace on it. */
async function ask(question: string, hidden = false): Promise<string> {
  if (!process.stdin.isTTY) return '';
  process.stdout.write(question);
  const output = new Writable({
    write(chunk, encoding, done) {
      if (!hidden) process.stdout.write(chunk as Buffer, encoding);
      done();
    },
  });
  const terminal = createInterface({ input: process.stdin, output, terminal: true });
  terminal.on('SIGINT', () => process.exit(130));
  const answer = await terminal.question('');
  terminal.close();
  if (hidden) process.stdout.write('\n');
  return answer;
}

async function readPassword(): Promise<string> {
  if (process.env.ADMIN_PASSWORD) return process.env.ADMIN_PASSWORD;
  if (!process.stdin.isTTY) return (await text(process.stdin)).replace(/\r?\n$/, '');
  const password = await ask('Password (12 characters or more, not shown): ', true);
  const again = await ask('The same again: ', true);
  if (password === again) return password;
  console.error('The two were not the same, so nobody was made. Run it again.');
  process.exit(1);
}

const email = values.email ?? (await ask('E-mail address: '));
const name = values.name ?? (await ask('Name: '));
const password = await readPassword();

await withDatabase(async () => {
  const { createAdmin } = await import('../app/models/admin-user.server');
  const made = await createAdmin({ email, name, password, role });
  if (!made.ok) {
    console.error(made.message);
    return 1;
  }
  console.log(`${name} may sign in now, at /admin, as ${role === 'viewer' ? 'a' : 'an'} ${role}.`);
  return 0;
});
