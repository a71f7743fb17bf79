/** What text is never looked into: strings, names, dollar-quoted bodies, comments. */
const opaque =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|(\$[A-Za-z_]*\$)[\s\S]*?\1|--[^\n]*|\/\*[\s\S]*?\*\//y;

/**
 * Cuts SQL at a character where it stands outside of strings, names, bodies, comments and
 * brackets. Parts are trimmed; empty ones, and those of comments alone, are left out.
 */
export function splitSql(sql: string, at: ';' | ','): string[] {
  const parts: string[] = [];
  let depth = 0;
  let begin = 0;
  for (let i = 0; i < sql.length;) {
    opaque.lastIndex = i;
    const skipped = opaque.exec(sql);
    if (skipped) {
      i += skipped[0].length;
      continue;
    }
    const character = sql[i];
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (character === at && depth === 0) {
      parts.push(sql.slice(begin, i));
      begin = i + 1;
    }
    i += 1;
  }
  parts.push(sql.slice(begin));
  return parts.map((part) => part.trim()).filter((part) => withoutComments(part) !== '');
}

/** A statement without the comments before it. */
function withoutComments(sql: string): string {
  return sql.replace(/^(\s*(--[^\n]*(\n|$)|\/\*[\s\S]*?\*\/))*\s*/, '');
}

/**
 * The statements of a script of the schema engine's. It wraps some in a transaction of their own;
 * here all of them are one.
 */
export function engineStatements(script: string): string[] {
  return splitSql(script, ';')
    .map(withoutComments)
    .filter((statement) => !/^(BEGIN|COMMIT)$/i.test(statement));
}

/** The table that a statement changes, for people; null where it is none that can be told. */
export function tableOf(statement: string): string | null {
  const words =
    /^(?:ALTER TABLE|DROP TABLE|CREATE (?:UNIQUE )?INDEX .*? ON|(?:CREATE OR REPLACE|DROP) TRIGGER [\s\S]*? ON)\s+(?:"?public"?\.)?"?(\w+)"?/;
  return words.exec(statement)?.[1] ?? null;
}
