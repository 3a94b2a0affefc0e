import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { paramsOf, type FilterField, type FilterValues } from '../filter/filter-field.ts';

/** Parameters of a list that are no conditions. */
const searchParam = 'q';
const sortParam = 'sort';
const columnsParam = 'cols';
const peekParam = 'peek';
const tabParam = 'tab';
const rowsParam = 'rows';

/** The state of a list, all of it in the address: what is shown can be linked, reloaded and gone back to. */
export interface ListParams {
  readonly values: FilterValues;
  /** `-createdAt`: the key, falling. */
  readonly sort: string | undefined;
  readonly columns: readonly string[] | undefined;
  readonly peek: string | undefined;
  /** The saved filter from which one started. */
  readonly tab: string | undefined;
  /** How many rows were loaded when the address was kept. */
  readonly rows: number | undefined;
}

/** A change of the state; `undefined` takes a thing out, what is not named stays. */
export interface ListChange {
  readonly values?: Readonly<Record<string, string | undefined>>;
  readonly sort?: string | undefined;
  readonly columns?: readonly string[] | undefined;
  readonly peek?: string | undefined;
  readonly rows?: number | undefined;
}

/** Reads the state of a list from the address, and changes it there. */
export function useListParams(fields: readonly FilterField[]) {
  const [search, setSearch] = useSearchParams();
  const params = useMemo(() => readParams(search, fields), [search, fields]);
  const change = useCallback(
    (wanted: ListChange, options: { readonly replace?: boolean } = {}) => {
      setSearch((current) => changed(current, wanted), { replace: options.replace ?? false, preventScrollReset: true });
    },
    [setSearch],
  );
  return { params, change };
}

function readParams(search: URLSearchParams, fields: readonly FilterField[]): ListParams {
  const known = [searchParam, ...fields.flatMap(paramsOf)];
  const values = known.flatMap((param) => {
    const value = search.get(param);
    return value === null || value === '' ? [] : [[param, value] as const];
  });
  const rows = Number(search.get(rowsParam));
  return {
    values: Object.fromEntries(values),
    sort: search.get(sortParam) ?? undefined,
    columns: search.get(columnsParam)?.split(','),
    peek: search.get(peekParam) ?? undefined,
    tab: search.get(tabParam) ?? undefined,
    rows: Number.isInteger(rows) && rows > 0 ? rows : undefined,
  };
}

function changed(current: URLSearchParams, wanted: ListChange): URLSearchParams {
  const next = new URLSearchParams(current);
  const put = (param: string, value: string | undefined) => {
    if (value === undefined || value === '') next.delete(param);
    else next.set(param, value);
  };
  for (const [param, value] of Object.entries(wanted.values ?? {})) put(param, value);
  if ('sort' in wanted) put(sortParam, wanted.sort);
  if ('columns' in wanted) put(columnsParam, wanted.columns?.join(','));
  if ('peek' in wanted) put(peekParam, wanted.peek);
  if ('rows' in wanted) put(rowsParam, wanted.rows?.toString());
  // Another list starts at its top.
  if (wanted.values !== undefined || 'sort' in wanted) next.delete(rowsParam);
  return next;
}

/** What of a list makes a saved filter: conditions, order and columns, in a form that can be compared. */
export function toViewQuery({ values, sort, columns }: Pick<ListParams, 'values' | 'sort' | 'columns'>): string {
  const entries = Object.entries(values).toSorted(([a], [b]) => a.localeCompare(b));
  const query = new URLSearchParams(entries);
  if (sort !== undefined) query.set(sortParam, sort);
  if (columns !== undefined) query.set(columnsParam, columns.join(','));
  return query.toString();
}

/** The address of a saved filter. */
export function viewHref(tab: string, query: string): string {
  const search = new URLSearchParams(query);
  if (tab !== 'all') search.set(tabParam, tab);
  const text = search.toString();
  return text === '' ? '?' : `?${text}`;
}
