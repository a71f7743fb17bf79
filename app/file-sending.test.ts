import { afterEach, expect, it, vi } from 'vitest';
import { sendFile, type Sending } from '~/file-sending';

afterEach(() => vi.unstubAllGlobals());

/** A browser whose answers to a part are given, one after the other. */
function browserWith(answers: string[]) {
  let received = 0;
  const here = () => ({
    status: received > 0 ? 'checking' : 'uploading',
    size: 3,
    received,
    parts: [],
  });
  vi.stubGlobal('addEventListener', () => undefined);
  vi.stubGlobal('removeEventListener', () => undefined);
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json(here())));
  vi.stubGlobal(
    'XMLHttpRequest',
    class {
      upload = {};
      status = 200;
      responseText = '';
      onload = () => undefined;
      onloadend = () => undefined;
      open() {}
      setRequestHeader() {}
      abort() {}
      send() {
        this.responseText = answers.shift() ?? '';
        if (this.responseText.startsWith('{')) received = 3;
        setTimeout(() => {
          try {
            this.onload();
          } catch {
            // A browser reports what a listener throws, and goes on.
          }
          this.onloadend();
        });
      }
    },
  );
}

it('an answer that is somebody else’s, such as a hotel’s page, is waited out', async () => {
  browserWith(['<h1>Accept our terms</h1>', '{"received":3}']);
  const told: Sending['state'][] = [];
  const { signal } = new AbortController();
  await sendFile({ id: 'x', file: new File(['abc'], 'a.csv'), signal }, ({ state }) => {
    told.push(state);
  });
  expect(told).toContain('waiting');
  expect(told.at(-1)).toBe('whole');
});
