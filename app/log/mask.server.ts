/** What stands before a password in a URL, or in the words of a connection string. */
const passwords: [RegExp, string][] = [
  [/\b([a-z][a-z0-9+.-]{0,30}:\/\/)[^\s"'`<>\\/]*@/gi, '$1***@'],
  [/\b(postgres(?:ql)?:\/\/)[^\s"'`<>\\]*@/gi, '$1***@'],
  [/\b((?:pg)?password|passwd|secret|token|api_?key)=[^\s"'`&\\]+/gi, '$1=***'],
  [/\b(Bearer|Basic) [A-Za-z0-9._~+/=-]{8,}/g, '$1 ***'],
  [/\b((?:set-)?cookie|authorization): [^\r\n"\\]+/gi, '$1: ***'],
];

/** What each of those has in it somewhere: most lines have none of it, and are not looked at further. */
const suspicious = /[@=]|: |bearer |basic /i;

/**
 * @param secrets taken out wherever they appear.
 * @returns what hides passwords in connection strings and headers, and the secrets, in a line of JSON.
 */
export function mask(secrets: string[]): (line: string) => string {
  const literal = secrets.map((secret) => JSON.stringify(secret).slice(1, -1));
  return (line) => {
    let masked = line;
    for (const secret of literal) {
      if (masked.includes(secret)) masked = masked.replaceAll(secret, '***');
    }
    if (!suspicious.test(masked)) return masked;
    for (const [pattern, instead] of passwords) masked = masked.replace(pattern, instead);
    return masked;
  };
}
