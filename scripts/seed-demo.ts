/** `npm run demo:seed`: fills the empty shop at DATABASE_URL with the demo catalogue. */
import { disconnect } from '../app/db.server';
import { seed } from '../prisma/seed';

const signIn = await seed();
console.log(
  signIn
    ? `The demo catalogue is planted. Sign in as ${signIn.email} with the password ${signIn.password}`
    : 'The shop has products or a demo owner already, so nothing was changed. Seed an empty database instead.',
);
await disconnect();
