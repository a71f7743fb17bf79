import { expect, test, vi } from 'vitest';
import {
  checkPassword,
  endSession,
  getAdmin,
  NotAllowed,
  requireRight,
  safeDestination,
  startSession,
} from '~/auth.server';
import { transaction } from '~/db.server';
import { createAdmin } from '~/models/admin-user.server';

// Hashing is slow on purpose, and slower on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const password = 'lantern on the pier';

async function newAdmin(email: string, role: 'owner' | 'editor' = 'owner'): Promise<string> {
  const user = await createAdmin({ email, name: 'Mia', password, role });
  if (!user.ok) throw new Error(user.message);
  return user.id;
}

function request(headers: Record<string, string> = {}): Request {
  return new Request('http://shop.example/admin', { headers });
}

test('knows a user by e-mail, in any case, and password', async () => {
  const id = await newAdmin('Known@Shop.example');
  expect(await checkPassword(' known@shop.EXAMPLE ', password)).toMatchObject({ id });
  expect(await checkPassword('known@shop.example', 'lantern on the quay')).toBeNull();
  expect(await checkPassword('nobody@shop.example', password)).toBeNull();
});

test('opens a session and ends it for every copy of its cookie', async () => {
  const id = await newAdmin('session@shop.example');
  const header = await startSession(request(), id);
  expect(header).toMatch(/; Max-Age=1209600; Path=\/; .*HttpOnly; SameSite=Lax$/);
  const cookie = header.split(';')[0] ?? '';
  expect(await getAdmin(request({ Cookie: cookie }))).toMatchObject({ id, role: 'owner' });
  expect(await endSession(request({ Cookie: cookie }))).toContain('Max-Age=0');
  expect(await getAdmin(request({ Cookie: cookie }))).toBeNull();
});

test('marks the cookie Secure over HTTPS only', async () => {
  const id = await newAdmin('secure@shop.example');
  expect(await startSession(request(), id)).not.toContain('Secure');
  // Only the server in front knows which proxies to believe: it puts their word into the URL.
  expect(await startSession(request({ 'X-Forwarded-Proto': 'https' }), id)).not.toContain('Secure');
  expect(await startSession(new Request('https://shop.example/'), id)).toContain('Secure');
});

test('replaces a hash of older parameters at sign-in', async () => {
  const id = await newAdmin('old@shop.example');
  const old = await import('node:crypto').then(({ scryptSync }) => {
    const salt = Buffer.alloc(16, 1);
    const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
    const key = scryptSync(password, salt, 32, { N: 1024, r: 8, p: 1 });
    return `$scrypt$ln=10,r=8,p=1$${base64(salt)}$${base64(key)}`;
  });
  await transaction((tx) => tx.adminUser.update({ where: { id }, data: { passwordHash: old } }));
  expect(await checkPassword('old@shop.example', password)).toMatchObject({ id });
  const { passwordHash } = await transaction((tx) =>
    tx.adminUser.findUniqueOrThrow({ where: { id } }),
  );
  expect(passwordHash).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$/);
});

test('keeps from an editor what is an owner’s, and says whom to ask', async () => {
  const id = await newAdmin('editor@shop.example', 'editor');
  const cookie = (await startSession(request(), id)).split(';')[0] ?? '';
  const editor = await getAdmin(request({ Cookie: cookie }));
  if (!editor) throw new Error('Nobody is signed in.');
  await requireRight(editor, 'act', 'admin.products.new');
  const refused: unknown = await requireRight(editor, 'act', 'admin.database._index').catch(
    (error: unknown) => error,
  );
  if (!(refused instanceof NotAllowed)) throw new Error('It was allowed.');
  expect(refused.status).toBe(403);
  expect(await refused.text()).toMatch(
    /^An owner may do this; you are signed in as an editor\. Ask Mia \(known@shop\.example\), /,
  );
});

test('refuses to all what the table does not list', async () => {
  const id = await newAdmin('table@shop.example');
  const cookie = (await startSession(request(), id)).split(';')[0] ?? '';
  const owner = await getAdmin(request({ Cookie: cookie }));
  if (!owner) throw new Error('Nobody is signed in.');
  // The overview has nothing to act on.
  await expect(requireRight(owner, 'act', 'admin._index')).rejects.toBeInstanceOf(NotAllowed);
});

test.each([
  ['/admin/products?q=mug&page=2', '/admin/products?q=mug&page=2'],
  ['/admin', '/admin'],
  [null, '/admin'],
  ['', '/admin'],
  ['https://evil.example/admin', '/admin'],
  ['//evil.example/admin', '/admin'],
  ['/\\evil.example/admin', '/admin'],
  ['/\t/evil.example/admin', '/admin'],
  ['/admin/../products', '/admin'],
  ['/administrators', '/admin'],
  ['/admin/login', '/admin'],
  ['javascript:alert(1)', '/admin'],
])('goes after sign-in from %j to %j', (then, where) => {
  expect(safeDestination(then)).toBe(where);
});

test.each([
  [{ password: 'too short' }, 'shorter than 12'],
  [{ email: 'no address' }, 'not an e-mail address'],
  [{ name: ' ' }, 'name is missing'],
])('makes no user of %j', async (wrong, message) => {
  const made = await createAdmin({ email: 'a@b.example', name: 'A', password, ...wrong });
  expect(made).toMatchObject({ ok: false, reason: 'invalid' });
  expect(made.ok ? '' : made.message).toContain(message);
});

test('makes no second user of an e-mail address', async () => {
  await newAdmin('twice@shop.example');
  expect(await createAdmin({ email: 'TWICE@shop.example', name: 'B', password })).toMatchObject({
    ok: false,
    reason: 'duplicate',
  });
});
