/** The file that was chosen on one page and is sent from the next; a reload forgets it. */
const files = new Map<string, File>();

export function keepFile(importId: string, file: File): void {
  files.set(importId, file);
}

export function keptFile(importId: string): File | undefined {
  return files.get(importId);
}

export function forgetFile(importId: string): void {
  files.delete(importId);
}
