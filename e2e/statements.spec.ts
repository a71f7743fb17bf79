import { expect, test } from './faults/fixtures';

/** How many statements each page may ask of the database, at most. */
for (const [path, most] of [
  ['/', 4],
  ['/products', 3],
  ['/products?category=table&sale=1&sort=price', 3],
  ['/products/harbour-mug', 3],
  ['/categories', 2],
  ['/categories/table', 4],
  ['/search?q=mug', 3],
  ['/search?q=lantren', 5],
] as const) {
  test(`${path} asks the database for no more than ${most} things`, async ({ faults, request }) => {
    // Connections are open then, and what is asked once for each is asked.
    await request.get(path);
    const statements: string[] = [];
    faults.add({
      kind: 'count',
      pass(piece) {
        if (piece.sql !== undefined) statements.push(piece.sql);
        return [piece];
      },
    });
    expect((await request.get(path)).status()).toBe(200);
    expect(statements.length, statements.join('\n\n')).toBeGreaterThan(0);
    expect(statements.length, statements.join('\n\n')).toBeLessThanOrEqual(most);
    const { length } = statements;
    await request.get(path);
    expect(statements.length).toBe(2 * length);
  });
}
