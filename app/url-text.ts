/** A slug as an address holds it, or null where no slug can look like that: too long, or unprintable. */
export function pathText(param: string | undefined): string | null {
  if (!param || param.length > 255 || /[\p{Cc}\p{Cs}]/u.test(param)) return null;
  return param.normalize('NFC').toLowerCase();
}
