import { CamelCasePlugin, type PluginTransformResultArgs, type QueryResult, type UnknownRow } from 'kysely';

type Rename = (row: UnknownRow) => UnknownRow;

/** More shapes than the code has queries: something makes up column names, and nothing is kept of them. */
const mostShapes = 2_000;

/**
 * camelCase in TypeScript, snake_case in SQL; what lies inside jsonb stays as it is. The library's own plugin looks at
 * every value of every row. All rows of an answer have one shape, so here the names are found once for each shape.
 */
export class ColumnCase extends CamelCasePlugin {
  readonly #renames = new Map<string, Rename>();

  constructor() {
    super({ maintainNestedObjectKeys: true });
  }

  override async transformResult({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    const [first] = result.rows;
    if (first === undefined) return result;
    return { ...result, rows: result.rows.map(this.#renameOf(Object.keys(first))) };
  }

  #renameOf(columns: readonly string[]): Rename {
    const shape = columns.join('\n');
    const known = this.#renames.get(shape);
    if (known) return known;
    if (this.#renames.size >= mostShapes) this.#renames.clear();
    const rename = renamer(columns.map((column) => [column, this.camelCase(column)]));
    this.#renames.set(shape, rename);
    return rename;
  }
}

/** A function that copies a row under other names. */
function renamer(pairs: readonly (readonly [string, string])[]): Rename {
  return (row) => {
    const renamed: UnknownRow = {};
    for (const [column, name] of pairs) renamed[name] = row[column];
    return renamed;
  };
}
