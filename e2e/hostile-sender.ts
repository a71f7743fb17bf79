import { randomUUID } from 'node:crypto';
import { digestOf } from '../scripts/test/digest';
import { type Ask, encode, type Entry, type Form, type Sending } from './hostile-form';
import { query } from './query';

export const script = '<script>pwned=1</script>';

/** What may change though a form is refused: sessions' last use, who tried what, and what belongs to saves. */
const aside = /^(admin_session|audit_entry|sign_in_try|write_key|product_presence|schema_push)$/;

/** A query for a digest of all else. */
export async function digestOfAll(databaseUrl: string): Promise<string> {
  const tables = await query<{ relname: string }>(
    databaseUrl,
    'SELECT relname FROM pg_stat_user_tables ORDER BY relname',
  );
  return digestOf(
    tables
      .map(({ relname }) => relname)
      .filter((table) => !aside.test(table) && table !== 'image_rendition'),
  );
}

type Way = { what: string; init: (form: Form) => Sending };

const long = 'x'.repeat(10 * 1024 * 1024);

function withLongText(form: Form): Sending {
  const { entries, kinds } = form;
  const texts = entries.filter(([name]) => kinds[name] === 'text');
  const [field] = texts[0] ?? entries.find(([name]) => name !== 'intent') ?? [];
  const changed = entries.map(([name, value]): Entry => [name, name === field ? long : value]);
  return { body: encode({ ...form, entries: changed }) };
}

const typed = (type: string, body: string) => () => ({ body, headers: { 'Content-Type': type } });

/** How no page of the shop sends a form: whatever is answered, nothing changes. */
export const ways: Way[] = [
  { what: '10 MB of text', init: withLongText },
  { what: 'JSON', init: typed('application/json', '{"title":"Cup"}') },
  { what: 'plain text', init: typed('text/plain', 'title=Cup') },
  { what: 'parts without a boundary', init: typed('multipart/form-data', 'title=Cup') },
  {
    what: 'a form of another site',
    init: (form) => ({ body: encode(form), headers: { Origin: 'https://evil.example' } }),
  },
];

export class Sender {
  sent = 0;
  refused = 0;
  readonly reached = new Set<string>();
  /** Told all at once: each expectation is a step to Playwright, which costs. */
  readonly failures: string[] = [];
  #before = '';

  constructor(
    private readonly settle: () => Promise<void>,
    private readonly everything: () => Promise<string>,
  ) {}

  /** Looks how everything stands before something is sent. */
  async look(): Promise<void> {
    this.#before = await this.everything();
  }

  /**
   * @param mayChange whether something may be another after it if it was taken.
   * @returns whether it was taken
   */
  async send(ask: Ask, action: string, init: Sending, what: string, mayChange = true) {
    const answer = await ask(action, { method: 'POST', ...init });
    const { status } = answer;
    const said = await answer.text();
    this.sent += 1;
    this.reached.add(new URL(action, 'http://shop.example').pathname);
    if (status >= 500) this.failures.push(`${what}: ${status}`);
    if (said.includes(script)) this.failures.push(`${what}: shown as it was sent`);
    if (status < 400) await this.settle();
    const now = await this.everything();
    if (status >= 400) {
      this.refused += 1;
      if (!/\p{Lu}[^<>]{10,}\./u.test(said))
        this.failures.push(`${what}: ${status} without a word`);
    }
    if ((status >= 400 || !mayChange) && now !== this.#before) {
      this.failures.push(`${what}: answered with ${status}, and changed`);
    }
    this.#before = now;
    return status < 400;
  }

  /** Sends a form in ways that no page has. */
  async sendWrongly(ask: Ask, form: Form, where: string): Promise<void> {
    for (const { what, init } of ways) {
      await this.send(ask, form.action, init(form), `${where}: ${what}`, false);
    }
  }

  /** The same, then as it stands, and once more: it is done once. */
  async sendOddly(ask: Ask, form: Form, where: string): Promise<void> {
    await this.sendWrongly(ask, form, where);
    const key = randomUUID();
    const entries = form.entries.map(([name, old]): Entry => [name, name === 'key' ? key : old]);
    const body = () => ({ body: encode({ ...form, entries }) });
    await this.send(ask, form.action, body(), `${where}: as it stands`);
    await this.send(ask, form.action, body(), `${where}: once more`, false);
  }
}
