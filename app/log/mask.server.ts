/** What stands before a password in a URL, or in the words of a connection string. */
const passwords: [RegExp, string][] = [
  [/\b([a-z][a-z0-9+.-]*:\/\/)[^\s"'`<>\\/]*@/gi, '$1***@'],
  [/\b(postgres(?:ql)?:\/\/)[^\s"'`<>\\]*@/gi, '$1***@'],
  [/\b((?:pg)?password|passwd|secret|token|api_?key)=[^\s"'`&\\]+/gi, '$1=***'],
  [/\b(Bearer|Basic) [A-Za-z0-9._~+/=-]{8,}/g, '$1 ***'],
  [/\b((?:set-)?cookie|authorization): [^\r\n"\\]+/gi, '$1: ***'],
];

/**
 * @param secrets taken out wherever they appear.
 * @returns what hides passwords in connection strings and headers, and the secrets, in a line of JSON.
 */
export function mask(secrets: string[]): (line: string) => string {
  const literal = secrets.map((secret) => JSON.stringify(secret).slice(1, -1));
  return (line) => {
    let masked = line;
    for (const secret of literal) masked = masked.replaceAll(secret, '***');
    for (const [pattern, instead] of passwords) masked = masked.replace(pattern, instead);
    return masked;
  };
}
