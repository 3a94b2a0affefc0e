import { useEffect, useMemo, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import { useFormat } from '@crm/ui/hooks/use-format';
import { smallScreen, useMedia } from '@crm/ui/hooks/use-media';
import type { Sort } from '@crm/ui/table/column';
import { useCommands } from '#admin/app/commands/use-commands.ts';
import { useMay, useSession } from '#admin/lib/session.ts';
import { customPrefix } from '../custom/custom-fields.ts';
import { isActive, paramsOf } from '../filter/filter-field.ts';
import { toServerFilter } from '../filter/to-server-filter.ts';
import { operableOf } from '../operation/operable.ts';
import type { ResourceRow } from '../resource-api.ts';
import { useForms } from '../use-forms.ts';
import { useListColumns } from './list-columns.ts';
import { toViewQuery, useListParams } from './list-params.ts';
import type { ResourceListProps } from './resource-list.tsx';
import { useFittingColumns } from './use-fitting-columns.ts';
import { useLastRow } from './use-last-row.ts';
import { pageSize, useResourceList } from './use-resource-list.ts';
import { useRowEntry } from './use-row-entry.ts';
import { useViews } from './use-views.ts';

/** What the server orders by when it is not told: the newest first. */
const newestFirst = '-createdAt';
const nothing: ReadonlySet<string> = new Set();

/** Everything that a list does: what it shows stands in the address, what is ticked lasts until the filter changes. */
export function useListScreen<Row extends ResourceRow, Filter>(
  props: ResourceListProps<Row, Filter> & { readonly isReady: boolean },
  list: RefObject<HTMLDivElement | null>,
  searchBox: RefObject<HTMLInputElement | null>,
) {
  const { resource, api, definition, columns, fields, href, noneYet } = props;
  const { t } = useTranslation('resource');
  const { t: vocabulary } = useTranslation('vocabulary');
  const format = useFormat();
  const navigate = useNavigate();
  const { search } = useLocation();
  const session = useSession();
  const may = useMay();
  const forms = useForms();
  const isSmall = useMedia(smallScreen);
  const { params, change } = useListParams(fields);
  const views = useViews(props, params);
  const { shown, choose, isChosen } = useListColumns(resource, columns, params.columns);
  const sortable = useMemo(
    () => shown.map((column) => ({ ...column, sortable: column.sortable ?? definition.sortable.includes(column.id) })),
    [shown, definition],
  );

  const filter = useMemo(
    () => toServerFilter(definition.filter, fields, params.values, session),
    [definition, fields, params.values, session],
  );
  const listKey = toViewQuery({ ...params, columns: undefined });
  const [began] = useState({ listKey, rows: params.rows });
  const source = { name: resource, api, sort: params.sort ?? props.initialSort };
  const { rows, rowsQuery, count, took } = useResourceList({
    ...source,
    filter: hasKeys(filter) ? filter : undefined,
    startWith: began.listKey === listKey ? began.rows : undefined,
    // An address that names fields of this workspace is understood once they are known.
    enabled: props.isReady || !search.includes(customPrefix),
  });

  useRowEntry(list);
  const remember = useLastRow(resource, rows, list, views.name);

  const [ticked, setTicked] = useState({ listKey, ids: nothing, isAll: false });
  // Another filter, another list: nothing stays ticked that is not seen.
  const selection = ticked.listKey === listKey ? ticked.ids : nothing;
  const isAll = ticked.listKey === listKey && ticked.isAll;

  // How far one has read is part of the address, so that a reload does not begin anew.
  const loaded = rowsQuery.isPlaceholderData ? 0 : rows.length;
  useEffect(() => {
    if (loaded > pageSize && loaded !== params.rows) change({ rows: loaded }, { replace: true });
  }, [loaded, params.rows, change]);

  const [isAdding, setAdding] = useState(false);
  const create = () => forms.create(resource);
  useCommands([
    {
      id: 'list.search',
      label: t('search.label'),
      section: 'action',
      icon: 'search',
      shortcut: 'Slash',
      run: () => searchBox.current?.focus(),
    },
    {
      id: 'list.filter',
      label: t('filter.label'),
      section: 'action',
      icon: 'filter',
      shortcut: 'KeyF',
      run: () => setAdding(true),
    },
    ...(noneYet.create
      ? [
          {
            id: `${resource}.create`,
            label: noneYet.create,
            section: 'create' as const,
            icon: 'plus' as const,
            shortcut: 'KeyC',
            run: create,
          },
        ]
      : []),
  ]);

  const active = fields.filter((field) => isActive(field, params.values));
  const lastFilter = active.at(-1);
  const words = params.values['q'];
  const isFiltered = active.length > 0 || words !== undefined;
  const counted = count && (count.capped ? format.count(count.count + 1, count.count) : format.number(count.count));
  const peekAt = rows.findIndex((row) => row.id === params.peek);
  const peek = (id: string | undefined) => change({ peek: id }, { replace: true });

  return {
    params,
    rows,
    rowsQuery,
    took,
    selection,
    /** Rows are ticked only where something can be done with them. */
    isSelectable:
      (may('operation:create') && operableOf(resource) !== undefined) ||
      (rows.length === 0
        ? may(`${resource}:delete`)
        : rows.some(({ abilities }) => abilities.delete || (props.assign && abilities.assign))),
    select: (ids: ReadonlySet<string>) => setTicked({ listKey, ids, isAll: false }),
    /** All that match, also those that are not read yet. */
    selectAll: () => setTicked({ listKey, ids: new Set(rows.map(({ id }) => id)), isAll: true }),
    all: isAll && count ? { count: count.count, filter: { ...filter } } : undefined,
    total: count?.count,
    saved: views.saved,
    currentView: views.current,
    changedView: views.changed,
    isUnsaved: views.isUnsaved,
    saveView: views.save,
    updateView: views.update,
    removeView: views.remove,
    chosenColumns: sortable,
    fitting: useFittingColumns(list, sortable, isChosen),
    chooseColumns: (ids: readonly string[] | undefined) => {
      choose(ids);
      change({ columns: ids }, { replace: true });
    },
    status: rowsQuery.isPending
      ? ('loading' as const)
      : rowsQuery.isPlaceholderData
        ? ('refreshing' as const)
        : ('ready' as const),
    sort: toSort(params.sort ?? props.initialSort ?? newestFirst),
    sortBy: ({ column, direction }: Sort) =>
      change({ sort: direction === 'descending' ? `-${column}` : column }, { replace: true }),
    headCount:
      counted && !isFiltered ? t('list.headCount', { total: counted, shown: format.number(rows.length) }) : undefined,
    matchCount:
      count && isFiltered
        ? t('list.match', {
            count: count.count,
            counted: count.capped ? `${counted}` : vocabulary(`counted.${resource}`, { count: count.count }),
          })
        : undefined,
    filter: (values: Readonly<Record<string, string | undefined>>) => change({ values }, { replace: true }),
    lastFilter: lastFilter?.label ?? words,
    removeLastFilter: () =>
      change({
        values: Object.fromEntries((lastFilter ? paramsOf(lastFilter) : ['q']).map((param) => [param, undefined])),
      }),
    clearFilters: () =>
      change({ values: Object.fromEntries(['q', ...fields.flatMap(paramsOf)].map((param) => [param, undefined])) }),
    isAdding,
    setAdding,
    create,
    open: (row: Row) => {
      remember(row.id);
      void navigate(href(row));
    },
    peek: (id: string | undefined) => {
      // A phone has no room beside the list.
      if (!isSmall) peek(id);
    },
    /** The preview follows the row that is in turn, while it is open. */
    follow: (id: string) => {
      if (params.peek !== undefined) peek(id);
    },
    peekBeside: (step: -1 | 1) => {
      const row = rows[peekAt + step];
      if (peekAt >= 0 && row !== undefined) peek(row.id);
    },
    loadMore: rowsQuery.hasNextPage
      ? () => {
          if (!rowsQuery.isFetching) void rowsQuery.fetchNextPage();
        }
      : undefined,
  };
}

function toSort(sort: string | undefined): Sort | undefined {
  if (sort === undefined) return undefined;
  return sort.startsWith('-')
    ? { column: sort.slice(1), direction: 'descending' }
    : { column: sort, direction: 'ascending' };
}

function hasKeys(filter: unknown): boolean {
  return typeof filter === 'object' && filter !== null && Object.keys(filter).length > 0;
}
