/** A list of the API: `crm.api.account.list`, `crm.api.account.search`. */
interface Listing<Input, Row> {
  query(input: Input, options?: { readonly signal?: AbortSignal }): Promise<Page<Row>>;
}

interface Page<Row> {
  readonly items: readonly Row[];
  readonly nextCursor: string | null;
}

/**
 * Every row of a list, page by page: `for await (const account of eachRow(crm.api.account.list, { filter }))`. The next
 * page is asked for when the last row of the one before was taken. Rows that appear meanwhile neither hide nor repeat
 * others.
 */
export async function* eachRow<Input extends object, Row>(
  list: Listing<Input, Row>,
  input: Input,
  options: { readonly signal?: AbortSignal } = {},
): AsyncGenerator<Row, void, undefined> {
  let cursor: string | null | undefined;
  do {
    const page = await list.query(cursor ? { ...input, cursor } : input, options);
    yield* page.items;
    cursor = page.nextCursor;
  } while (cursor !== null);
}
