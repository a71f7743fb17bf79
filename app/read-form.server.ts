/** Bytes of a whole form with its files; what an admin may make the server hold in memory. */
const FORM_BYTES = 64 * 1024 * 1024;
/** The same for somebody who isn't signed in: a long product's fields, and no heap of pictures. */
export const STRANGERS_BYTES = 8 * 1024 * 1024;
/** The same for an address and a password, however they are encoded. */
export const CREDENTIALS_BYTES = 64 * 1024;
/** A product of 2,048 variants has 14 fields each. */
const FORM_FIELDS = 40_000;
const INDEX = 2_048;

const contentTypes = /^(multipart\/form-data|application\/x-www-form-urlencoded)\s*(;|$)/i;

/** `title`, `variants[12].options[0]`: nothing that could name a list's millionth item or a prototype. */
const fieldName = /^_{0,2}[A-Za-z]\w*(\[\d{0,4}\])?(\.[A-Za-z]\w*(\[\d{0,4}\])?)?$/;
const prototypeKey = /\b(__proto__|constructor|prototype)\b/;

/**
 * A posted form, bounded.
 * @throws Response 400, 411, 413 or 415 with a sentence, for what no page of the shop sends.
 */
export async function readForm(request: Request, limit = FORM_BYTES): Promise<FormData> {
  const length = Number(request.headers.get('Content-Length') ?? Number.NaN);
  if (!Number.isInteger(length)) throw refuse(411, 'The form came without its length.');
  if (length > limit) {
    throw refuse(
      413,
      `The form was larger than ${limit / 1024 / 1024} MB, so nothing was saved. Go back: what you typed is still there. Add fewer pictures at a time.`,
    );
  }
  if (!contentTypes.test(request.headers.get('Content-Type') ?? '')) {
    throw refuse(415, 'This was not sent by a form.');
  }
  let form: FormData;
  try {
    form = await fieldsOf(request);
  } catch (error) {
    if (error instanceof Response) throw error;
    throw refuse(400, 'The form did not arrive whole. Go back and send it again.');
  }
  const names = [...form.keys()];
  if (names.length > FORM_FIELDS) throw tooMany();
  if (!names.every(isFieldName) || contradict(names)) {
    throw refuse(400, 'The form has a field that this page does not have.');
  }
  return form;
}

/** Fields without files can be two bytes long, and take a hundred in memory: they are counted before they are read. */
async function fieldsOf(request: Request): Promise<FormData> {
  if (/^multipart/i.test(request.headers.get('Content-Type') ?? '')) return request.formData();
  const text = await request.text();
  if (text.split('&', FORM_FIELDS + 1).length > FORM_FIELDS) throw tooMany();
  const form = new FormData();
  for (const [name, value] of new URLSearchParams(text)) form.append(name, value);
  return form;
}

function isFieldName(name: string): boolean {
  if (!fieldName.test(name) || prototypeKey.test(name)) return false;
  return [...name.matchAll(/\[(\d+)\]/g)].every(([, index]) => Number(index) < INDEX);
}

/** Whether a name is a text in one field and a list or a group in another: `title` and `title[0]`. */
function contradict(names: string[]): boolean {
  const kinds = new Map<string, string>();
  return names.some((name) =>
    [...name.matchAll(/\[|\.|$/g)].some(({ 0: kind, index }) => {
      const start = name.slice(0, index);
      const known = kinds.get(start) ?? kind;
      kinds.set(start, known);
      return known !== kind;
    }),
  );
}

function tooMany(): Response {
  return refuse(400, 'The form has too many fields.');
}

function refuse(status: number, message: string): Response {
  return new Response(message, { status, headers: { 'Cache-Control': 'no-store' } });
}
