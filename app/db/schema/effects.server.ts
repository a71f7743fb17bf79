import { splitSql } from '~/db/schema/statements.server';

/**
 * What a statement does beyond adding something new:
 * - destroys: data is gone, or turned into something else.
 * - obstacle: rows that are there make it fail.
 * - holds: saves into that table wait while it is done.
 */
export type EffectGroup = 'destroys' | 'obstacle' | 'holds';

export type Effect = {
  group: EffectGroup;
  kind: string;
  /** The table, and where it is about less than that, the column or rule after a dot. */
  object: string;
  /** Counts rows, values or groups; null where nothing is to be counted. */
  count: string | null;
  /** After the number, or alone where nothing is counted. */
  text: string;
};

const name = String.raw`(?:"public"\.)?"([^"]+)"`;
const pattern = (text: string) => new RegExp(`^${text.replaceAll('%', name)}`, 'i');

const forms = {
  alterTable: pattern('ALTER TABLE %\\s+'),
  dropTable: pattern('DROP TABLE %$'),
  createTable: pattern('CREATE TABLE %'),
  createEnum: new RegExp(`^CREATE TYPE ${name} AS ENUM \\(([\\s\\S]*)\\)$`, 'i'),
  index: pattern('CREATE (UNIQUE )?INDEX % ON %(?: USING \\w+)?\\s*\\('),
  dropColumn: pattern('DROP COLUMN %$'),
  addColumn: pattern('ADD COLUMN\\s+%\\s+'),
  changeType: pattern('ALTER COLUMN % (?:SET DATA )?TYPE ([\\s\\S]+?)(?:\\s+USING ([\\s\\S]+))?$'),
  setNotNull: pattern('ALTER COLUMN % SET NOT NULL$'),
  foreignKey: new RegExp(
    `^ADD CONSTRAINT ${name} FOREIGN KEY \\(([^)]*)\\) REFERENCES ${name}\\s?\\(([^)]*)\\)`,
    'i',
  ),
  primaryKey: new RegExp(`^ADD CONSTRAINT ${name} PRIMARY KEY \\(([^)]*)\\)`, 'i'),
};

/** Statements and clauses that neither take anything away nor fail for what rows hold. */
const harmless = [
  /^ALTER COLUMN "[^"]+" (SET DEFAULT|DROP DEFAULT|DROP NOT NULL)/i,
  /^(DROP|RENAME) CONSTRAINT/i,
  /^(DROP INDEX|ALTER INDEX|CREATE SCHEMA IF NOT EXISTS|CREATE EXTENSION)\b/i,
  /^ALTER TYPE .* (ADD VALUE|RENAME TO)\b/i,
  // A type can't be dropped while a column has it.
  /^DROP TYPE\b/i,
];

/**
 * Tells from the engine's statements what they do to what is there. A statement of a form that isn't
 * known counts as one that destroys.
 */
export function effectsOf(statements: string[]): Effect[] {
  const reader = new Reader();
  for (const statement of statements) reader.read(statement);
  return reader.effects;
}

class Reader {
  readonly effects: Effect[] = [];
  /** What an earlier statement has made: it holds no rows. */
  readonly #newTables = new Set<string>();
  readonly #newColumns = new Map<string, 'with a default' | 'empty'>();
  readonly #enums = new Map<string, string>();

  read(statement: string): void {
    const { alterTable, dropTable, createTable, createEnum, index } = forms;
    let found: RegExpExecArray | null;
    if ((found = alterTable.exec(statement))) {
      const table = found[1] ?? '';
      for (const clause of splitSql(statement.slice(found[0].length), ',')) {
        this.#clause(table, clause);
      }
    } else if ((found = dropTable.exec(statement))) {
      const [, table = ''] = found;
      this.#add('destroys', 'drop table', table, `SELECT count(*) FROM ${id(table)}`, 'rows gone');
    } else if ((found = createTable.exec(statement))) {
      this.#newTables.add(found[1] ?? '');
    } else if ((found = createEnum.exec(statement))) {
      this.#enums.set(found[1] ?? '', found[2] ?? '');
    } else if ((found = index.exec(statement))) {
      const [, unique, indexName = '', table = ''] = found;
      this.#index(table, indexName, statement, unique !== undefined);
    } else if (!isHarmless(statement)) {
      this.#add('destroys', 'unknown statement', statement.slice(0, 60), null, 'not understood');
    }
  }

  #clause(table: string, clause: string): void {
    const { dropColumn, addColumn, changeType, setNotNull, foreignKey, primaryKey } = forms;
    const of = (column: string) => `${table}.${column}`;
    const from = `FROM ${id(table)}`;
    let found: RegExpExecArray | null;
    if ((found = dropColumn.exec(clause))) {
      const [, column = ''] = found;
      const count = `SELECT count(${id(column)}) ${from}`;
      this.#add('destroys', 'drop column', of(column), count, 'values gone');
    } else if ((found = addColumn.exec(clause))) {
      const [, column = ''] = found;
      const hasDefault = /\bDEFAULT\b|\bSERIAL\b/i.test(clause);
      this.#newColumns.set(of(column), hasDefault ? 'with a default' : 'empty');
      if (hasDefault || !/\bNOT NULL\b/i.test(clause) || this.#newTables.has(table)) return;
      const count = `SELECT count(*) ${from}`;
      this.#add('obstacle', 'required column', of(column), count, 'rows would have no value in it');
    } else if ((found = changeType.exec(clause))) {
      const [, column = '', type = '', using] = found;
      this.#changeType(table, column, type, using);
    } else if ((found = setNotNull.exec(clause))) {
      const [, column = ''] = found;
      const count = `SELECT count(*) ${from} WHERE ${id(column)} IS NULL`;
      this.#add('obstacle', 'required column', of(column), count, 'rows have no value in it');
    } else if ((found = foreignKey.exec(clause))) {
      const [, key = '', columns = '', target = '', targets = ''] = found;
      this.#foreignKey(table, key, list(columns), target, list(targets));
    } else if ((found = primaryKey.exec(clause))) {
      this.#unique(table, found[1] ?? '', list(found[2] ?? ''));
    } else if (!isHarmless(clause)) {
      this.#add('destroys', 'unknown statement', of(clause.slice(0, 60)), null, 'not understood');
    }
  }

  #changeType(table: string, column: string, type: string, using?: string): void {
    const object = `${table}.${column}`;
    const values = this.#enums.get(type.replaceAll('"', ''));
    if (using === undefined || values === undefined) {
      const count = `SELECT count(${id(column)}) FROM ${id(table)}`;
      return this.#add('destroys', 'change type', object, count, `values cast to ${type}`);
    }
    const gone = `SELECT count(*) FROM ${id(table)} WHERE ${id(column)}::text NOT IN (${values})`;
    this.#add('destroys', 'drop enum value', object, gone, 'rows use a value that is dropped');
    this.#add('obstacle', 'drop enum value', object, gone, 'rows use a value that is dropped');
  }

  #index(table: string, index: string, statement: string, unique: boolean): void {
    if (this.#newTables.has(table)) return;
    const count = `SELECT count(*) FROM ${id(table)}`;
    this.#add(
      'holds',
      'index',
      `${table}.${index}`,
      count,
      'rows are indexed, saves wait meanwhile',
    );
    if (!unique) return;
    const inside = statement.slice(statement.indexOf('(', statement.indexOf(' ON ')) + 1, -1);
    this.#unique(table, index, list(inside));
  }

  #unique(table: string, rule: string, columns: string[]): void {
    if (this.#newTables.has(table)) return;
    const state = columns.map((column) => this.#newColumns.get(`${table}.${column}`));
    // Nulls are never alike.
    if (state.includes('empty')) return;
    const old = columns.filter((_, n) => state[n] === undefined).map(id);
    const present = old.map((column) => `${column} IS NOT NULL`).join(' AND ') || 'true';
    const count = `SELECT count(*) FROM (SELECT FROM ${id(table)} WHERE ${present}
      GROUP BY ${old.join(', ') || '()'} HAVING count(*) > 1) AS alike`;
    this.#add('obstacle', 'duplicates', `${table}.${rule}`, count, 'groups of rows are alike');
  }

  #foreignKey(
    table: string,
    key: string,
    columns: string[],
    target: string,
    targets: string[],
  ): void {
    const isNew = columns.some((column) => this.#newColumns.has(`${table}.${column}`));
    if (this.#newTables.has(table) || isNew) return;
    const present = columns.map((column) => `a.${id(column)} IS NOT NULL`).join(' AND ');
    const meets = columns.map((column, n) => `b.${id(targets[n] ?? '')} = a.${id(column)}`);
    const there = `EXISTS (SELECT FROM ${id(target)} b WHERE ${meets.join(' AND ')})`;
    const orphans = this.#newTables.has(target) ? present : `${present} AND NOT ${there}`;
    const count = `SELECT count(*) FROM ${id(table)} a WHERE ${orphans}`;
    this.#add('obstacle', 'orphans', `${table}.${key}`, count, 'rows point to nothing');
  }

  #add(group: EffectGroup, kind: string, object: string, count: string | null, text: string): void {
    this.effects.push({ group, kind, object, count, text });
  }
}

function isHarmless(statement: string): boolean {
  return harmless.some((form) => form.test(statement));
}

function id(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** `"a", "b" DESC` without the quotes and the order. */
function list(columns: string): string[] {
  return splitSql(columns, ',').map((column) => /^"([^"]+)"/.exec(column)?.[1] ?? column);
}
