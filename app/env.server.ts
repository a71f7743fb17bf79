import proxyAddr from 'proxy-addr';
import { z } from 'zod';
import { isTimeZone } from '~/time-zone';

const unlessEmpty = (value: unknown) => (value === '' ? undefined : value);
const optional = (schema: z.ZodString) => z.preprocess(unlessEmpty, schema.optional());

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const milliseconds = z.preprocess(
  unlessEmpty,
  z
    .string()
    .regex(/^\d{3,6}$/, 'is not a number of milliseconds from 100 to 999999')
    .transform(Number)
    .optional(),
);

const variables = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  DATABASE_URL: z
    .string({ error: 'is not set: give it a URL like postgresql://user:password@host:5432/shop' })
    .min(1, 'is empty: give it a URL like postgresql://user:password@host:5432/shop'),
  SESSION_SECRET: z
    .string({ error: 'is not set: give it 32 or more random characters' })
    .min(32, 'is shorter than 32 characters'),
  /** Opens the management of the database over HTTP; without it those addresses don't exist. */
  DB_MANAGEMENT_SECRET: optional(z.string().min(32, 'is shorter than 32 characters')),
  /** Opens `/metrics`; without it that address doesn't exist. */
  METRICS_TOKEN: optional(z.string().min(32, 'is shorter than 32 characters')),
  /** A collector of traces; without it none are made. */
  OTEL_EXPORTER_OTLP_ENDPOINT: optional(
    z.string().regex(/^https?:\/\/\S+$/, 'is not an address like http://collector:4318'),
  ),
  OTEL_SERVICE_NAME: z.preprocess(unlessEmpty, z.string().default('holdfast')),
  PAGE_DEADLINE_MS: milliseconds,
  SAVE_DEADLINE_MS: milliseconds,
  /** An object store for pictures, by S3's protocol: all of these, or none. */
  S3_ENDPOINT: optional(
    z.string().regex(/^https?:\/\/[^/]+$/, 'is not an origin like https://s3.example.org'),
  ),
  S3_BUCKET: optional(
    z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'is no name of a bucket'),
  ),
  S3_ACCESS_KEY_ID: optional(z.string()),
  S3_SECRET_ACCESS_KEY: optional(z.string()),
  S3_REGION: z.preprocess(unlessEmpty, z.string().default('us-east-1')),
  SHOP_NAME: z.string().min(1).default('Holdfast'),
  SHOP_TAGLINE: z.string().optional(),
  SHOP_INTRO: z.string().optional(),
  SHOP_ABOUT: z.string().optional(),
  SHOP_URL: optional(
    z.string().regex(/^https?:\/\/[^/]+$/, 'is not an origin like https://shop.example'),
  ),
  SHOP_EMAIL: optional(z.string().regex(/^[^\s@]+@[^\s@]+$/, 'is not an e-mail address')),
  SHOP_LOCALE: z.preprocess(
    unlessEmpty,
    z.string().refine(isLocale, 'is not a language tag like en-GB').default('en-GB'),
  ),
  /** The clocks that the admin's times are entered and shown by. */
  SHOP_TIME_ZONE: z.preprocess(
    unlessEmpty,
    z
      .string()
      .refine(isTimeZone, 'is no time zone of IANA’s list, like Europe/Berlin')
      .default('UTC'),
  ),
  SHOP_CURRENCY: z
    .string()
    .regex(/^[A-Z]{3}$/, 'is not a currency code like EUR')
    .default('EUR'),
  LOG_LEVEL: z.preprocess(
    unlessEmpty,
    z.enum(levels, { error: `is not one of ${levels.join(', ')}` }).optional(),
  ),
  LOG_FORMAT: z.preprocess(
    unlessEmpty,
    z.enum(['json', 'pretty'], { error: 'is neither json nor pretty' }).default('json'),
  ),
  /** Addresses of the proxies whose X-Forwarded-* headers and X-Request-Id are believed. */
  TRUST_PROXY: z
    .string()
    .default('')
    .transform((text) => text.split(',').map((part) => part.trim()))
    .transform((parts) => parts.filter((part) => part !== ''))
    .refine((parts) => parts.every(isAddressRange), {
      error:
        'is not a list of addresses, ranges like 10.0.0.0/8, or the names loopback, linklocal and uniquelocal',
    }),
  /** Bytes of pages and pictures kept ready in memory; 0 for none. */
  CACHE_BYTES: z.preprocess(
    unlessEmpty,
    z.coerce
      .number({ error: 'is not a number of bytes' })
      .int('is not a whole number of bytes')
      .min(0, 'is below 0')
      .default(128 * 1024 * 1024),
  ),
  /** The folder where what is kept outlives the process, from the project's root; off for none. */
  CACHE_DIR: z.preprocess(unlessEmpty, z.string().default('.data/pages')),
  /** Whether pages are made before anybody asks for them. */
  CACHE_WARM: z.preprocess(
    unlessEmpty,
    z.enum(['on', 'off'], { error: 'is neither on nor off' }).default('on'),
  ),
  /** Bytes of a file of products that is brought in the browser, at most. */
  IMPORT_BYTES: z.preprocess(
    unlessEmpty,
    z.coerce
      .number({ error: 'is not a number of bytes' })
      .int('is not a whole number of bytes')
      .min(1024, 'is below 1024')
      .max(1024 * 1024 * 1024, 'is more than 1073741824')
      .default(128 * 1024 * 1024),
  ),
  /** Addresses inside the server's own network from which pictures may be fetched for imports; none unless said. */
  PICTURES_FROM_NETWORK: z
    .string()
    .default('')
    .transform((text) => text.split(',').map((part) => part.trim()))
    .transform((parts) => parts.filter((part) => part !== ''))
    .refine((parts) => parts.every((part) => /^[\da-f.:/]+$/i.test(part) && isAddressRange(part)), {
      error: 'is not a list of addresses, or ranges like 10.0.0.0/8',
    }),
  /** ms in which a server that is told to stop still takes new requests, until balancers have noticed. */
  SHUTDOWN_DRAIN_MS: z.coerce
    .number({ error: 'is not a number of milliseconds' })
    .int('is not a whole number of milliseconds')
    .min(0, 'is below 0')
    .max(60_000, 'is more than 60000')
    .default(0),
});

const objectStore = [
  'S3_ENDPOINT',
  'S3_BUCKET',
  'S3_ACCESS_KEY_ID',
  'S3_SECRET_ACCESS_KEY',
] as const;

const schema = variables.superRefine((values, context) => {
  const missing = objectStore.filter((name) => values[name] === undefined);
  if (missing.length === objectStore.length) return;
  for (const name of missing) {
    const message = 'is not set, but other settings of the object store are';
    context.addIssue({ code: 'custom', path: [name], message });
  }
});

export type Environment = Readonly<z.infer<typeof schema>>;

/** Every variable that the shop reads. */
export const environmentNames = Object.keys(variables.shape);

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

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

function isAddressRange(text: string): boolean {
  try {
    proxyAddr.compile(text);
    return true;
  } catch {
    return false;
  }
}

export const env = parseEnvironment(process.env);
