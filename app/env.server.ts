import { z } from 'zod';

const optional = (schema: z.ZodString) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

const schema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  DATABASE_URL: z
    .string({ error: 'is not set: give it a URL like postgresql://user:password@host:5432/shop' })
    .min(1, 'is empty: give it a URL like postgresql://user:password@host:5432/shop'),
  SESSION_SECRET: z
    .string({ error: 'is not set: give it 32 or more random characters' })
    .min(32, 'is shorter than 32 characters'),
  SHOP_NAME: z.string().min(1).default('Holdfast'),
  SHOP_TAGLINE: z.string().default('Well-made things for the house by the sea'),
  SHOP_URL: optional(
    z.string().regex(/^https?:\/\/[^/]+$/, 'is not an origin like https://shop.example'),
  ),
  SHOP_EMAIL: optional(z.string().regex(/^[^\s@]+@[^\s@]+$/, 'is not an e-mail address')),
  SHOP_LOCALE: z.string().default('en-GB'),
  SHOP_CURRENCY: z
    .string()
    .regex(/^[A-Z]{3}$/, 'is not a currency code like EUR')
    .default('EUR'),
});

export type Environment = Readonly<z.infer<typeof schema>>;

/**
 * Reads a whole environment.
 * @throws Error whose message lists every variable that is wrong, a line each.
 */
export function parseEnvironment(source: Record<string, string | undefined>): Environment {
  const parsed = schema.safeParse(source);
  if (parsed.success) return Object.freeze(parsed.data);
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')} ${issue.message}`);
  throw new Error(`The environment is not complete:\n${lines.join('\n')}`);
}

export const env = parseEnvironment(process.env);
