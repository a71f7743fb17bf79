/** For what is one person's, or true for a moment only. */
export const noStore = { 'Cache-Control': 'no-store' };
