import { z } from 'zod';
import { textOf } from '~/form-text';

const blank = (value: unknown) => (value === '' ? undefined : value);

const schema = z.object({
  id: z.preprocess(blank, z.uuid('The id is no UUID.').optional()),
  accept: z.preprocess(
    blank,
    z
      .string()
      .regex(/^[0-9a-f]{64}$/, 'The fingerprint is not one: 64 digits from 0 to f.')
      .optional(),
  ),
});

/**
 * What a push is asked for with.
 * @throws Response 400.
 */
export function readPushForm(form: FormData): z.output<typeof schema> {
  const parsed = schema.safeParse({
    id: textOf(form, 'id'),
    accept: textOf(form, 'accept').trim(),
  });
  if (parsed.success) return parsed.data;
  throw new Response(parsed.error.issues.map(({ message }) => message).join(' '), { status: 400 });
}
