import type { SubmissionResult } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { changeVariants, type VariantsChanged } from '~/change-variants.server';
import type { Obstacle } from '~/components/admin/obstacle';
import type { PictureFile } from '~/components/picture';
import type { MadeBefore } from '~/models/made-before.server';
import type { Saved } from '~/models/admin-product.server';
import type { SaveRefused } from '~/models/product-refusal.server';
import { getImageFiles, storeUploads } from '~/models/image-upload.server';
import { productFormSchema } from '~/models/product-form';
import { textOf } from '~/form-text';
import { shop } from '~/shop.server';

/** What a form that was not saved is shown again with: all that was typed, and why. */
export type ProductFormReply = {
  /** None where the form is left as it is. */
  submission?: SubmissionResult;
  /** The key of the next try. */
  key: string;
  /** Of the pictures in the form. */
  files: PictureFile[];
  /** Pictures that were not taken, and why. */
  problems: string[];
  /** What stands in the way of the whole form. */
  refused: { title: string; text: string; deleted?: boolean } | null;
  /** What stands in the way of any form. */
  obstacle: Obstacle | null;
  /** What an earlier sending of the form has made: it goes on as an edit of that. */
  made?: MadeBefore | null;
  /** What a button did to the variants. */
  changed?: VariantsChanged | null;
};

const keySchema = z.uuid();
const versionSchema = z.coerce.number().int().min(1).max(2_147_483_647);

/** The form's buttons that change its lists (Conform's own form of them). */
const index = z.number().int().min(0).max(2_047);
const listName = z.enum(['variants', 'images', 'options']);
const intentSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('remove'), payload: z.object({ name: listName, index }) }),
  z.object({
    type: z.literal('reorder'),
    payload: z.object({ name: listName, from: index, to: index }),
  }),
  z.object({
    type: z.literal('insert'),
    payload: z.object({
      name: listName,
      index: index.optional(),
      defaultValue: z
        .record(
          z.string().regex(/^[a-zA-Z]{1,20}$/),
          z.union([z.string().max(255), z.array(z.string().max(255)).max(3)]),
        )
        .optional(),
    }),
  }),
  z.object({ type: z.literal('validate'), payload: z.object({ name: z.string().optional() }) }),
]);

/**
 * A product's form as it came: its pictures stored, its fields read. Its key covers both.
 * `asked`: it is to be shown again, not saved.
 */
export async function receiveProductForm(form: FormData, actor: string) {
  const key = keyOf(form);
  const upload = await storeUploads({ key, actor }, form.getAll('uploads'));
  form.delete('uploads');
  for (const { id } of upload.images) addImage(form, id);
  const changed = changeVariants(form, textOf(form, 'intent'));
  const submission = parseProductForm(form);
  const asked =
    submission.status === undefined || changed !== null || textOf(form, 'intent') === 'upload';
  return { submission, problems: upload.problems, key, changed, asked };
}

/** The fields alone: reaches for no database. */
export function parseProductForm(form: FormData) {
  checkIntent(form.get('__intent__'));
  form.delete('__state__');
  const submission = parseWithZod(form, {
    schema: productFormSchema(shop),
    disableAutoCoercion: true,
  });
  return submission;
}

type Submission = ReturnType<typeof parseProductForm>;
type Rest = {
  problems: string[];
  refused: SaveRefused | ProductFormReply['refused'];
  changed?: VariantsChanged | null;
};

/** What the form is shown again with. */
export async function replyTo(
  submission: Submission,
  { problems, refused, changed = null }: Rest,
): Promise<ProductFormReply> {
  const field = refused && 'field' in refused ? refused.field : undefined;
  const made = refused && 'made' in refused ? refused.made : null;
  return {
    submission: submission.reply(
      refused && 'reason' in refused && field
        ? { fieldErrors: { [field]: [refused.message] } }
        : undefined,
    ),
    key: randomUUID(),
    files: await getImageFiles(imageIdsOf(submission)),
    problems,
    refused:
      refused === null || field !== undefined || made
        ? null
        : 'title' in refused
          ? refused
          : {
              title: 'Not saved',
              text: refused.message,
              deleted: refused.reason === 'not-found',
            },
    obstacle: null,
    made,
    changed,
  };
}

/**
 * Where a save leads: to the product, with what is said of it there, and the version that what was typed since goes on
 * from. Where others' changes were merged in, that is the one that the form was opened at.
 */
export function savedPath(
  { id, replayed, ended, version, mergedSince }: Saved,
  said: 'yes' | 'new',
): string {
  const query = new URLSearchParams({ saved: ended ? 'ended' : replayed ? 'already' : said });
  if (mergedSince) query.set('since', String(mergedSince));
  else if (version) query.set('version', String(version));
  return `/admin/products/${id}?${query.toString()}`;
}

/** The same where nothing could be asked: what was typed, and nothing else. */
export function replyUnsaved(form: FormData, obstacle: Obstacle): ProductFormReply {
  const lost = form.getAll('uploads').some((file) => file instanceof File && file.size > 0);
  form.delete('uploads');
  return {
    submission: parseProductForm(form).reply(),
    key: keyOf(form),
    files: [],
    problems: lost ? ['Choose the new pictures again: they were not stored.'] : [],
    refused: null,
    obstacle,
  };
}

/** @throws Response 400 where it is none: no page of the shop sends that. */
export function versionOf(form: FormData, name = 'version'): number {
  const version = versionSchema.safeParse(textOf(form, name));
  if (version.success) return version.data;
  throw new Response('The form lacks the version it was opened at. Load the page anew.', {
    status: 400,
  });
}

/** @throws Response 400 where it is none. */
export function keyOf(form: FormData): string {
  const key = keySchema.safeParse(textOf(form, 'key'));
  if (key.success) return key.data;
  throw new Response('The form lacks its key. Load the page anew.', { status: 400 });
}

function checkIntent(intent: FormDataEntryValue | null): void {
  if (intent === null) return;
  try {
    if (typeof intent === 'string') return void intentSchema.parse(JSON.parse(intent, ownKey));
  } catch {
    // Said below.
  }
  throw new Response('The form was sent by a button that it does not have.', { status: 400 });
}

/** @throws Error for what zod would pass over and Conform would not. */
function ownKey(key: string, value: unknown): unknown {
  if (key === '__proto__') throw new Error('A prototype is no field.');
  return value;
}

/** Puts a stored picture at the end of the form's pictures, unless it is there. */
function addImage(form: FormData, fileId: string): void {
  const indexes = [...form.keys()].flatMap((name) => /^images\[(\d+)\]/.exec(name)?.[1] ?? []);
  const has = indexes.some((at) => form.get(`images[${at}].fileId`) === fileId);
  if (has) return;
  const next = Math.max(-1, ...indexes.map(Number)) + 1;
  form.append(`images[${next}].fileId`, fileId);
  form.append(`images[${next}].alt`, '');
}

const payloadSchema = z.object({
  images: z.array(z.object({ fileId: z.string().optional().catch(undefined) }).catch({})).catch([]),
});

function imageIdsOf(submission: Submission): string[] {
  const { images } = payloadSchema.parse(submission.payload);
  return images.flatMap(({ fileId }) => fileId ?? []);
}
