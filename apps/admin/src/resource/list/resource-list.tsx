import { PageHead } from '@crm/ui/layout/page-head';
import { SplitView } from '@crm/ui/layout/split-view';
import { Toolbar } from '@crm/ui/layout/toolbar';
import { Button } from '@crm/ui/controls/button';
import { DataTable } from '@crm/ui/table/data-table';
import { useMemo, useRef, type ComponentType, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '#admin/app/layout/page.tsx';
import { useCustomList } from '../custom/use-custom-list.tsx';
import { FilterBar } from '../filter/filter-bar.tsx';
import type { FilterField } from '../filter/filter-field.ts';
import { SearchBox } from '../filter/search-box.tsx';
import { PeekPanel, type RecordRead } from '../peek/peek-panel.tsx';
import type { ResourceApi, ResourceAssign, ResourceRow } from '../resource-api.ts';
import type { Schema } from '../schema.ts';
import type { FormResource } from '../use-forms.ts';
import { ColumnMenu } from './column-menu.tsx';
import type { ListColumn } from './list-columns.ts';
import { ListEmpty, type NoneYet } from './list-empty.tsx';
import { ListFoot } from './list-foot.tsx';
import { SaveView } from './save-view.tsx';
import { SelectionBar } from './selection-bar.tsx';
import classes from './resource-list.module.css';
import { useListScreen } from './use-list-screen.ts';
import { focusRow } from './use-row-entry.ts';
import { ViewTabs, type BuiltInView } from './view-tabs.tsx';

/** A list of one resource. Keep what is passed stable: it comes from `useMemo` or stands outside the component. */
export interface ResourceListProps<Row extends ResourceRow, Filter> {
  readonly resource: FormResource;
  readonly api: ResourceApi<Row, Filter> & { readonly get: RecordRead<Row> };
  /** Where rows have an owner: gives them to somebody else. */
  readonly assign?: ResourceAssign<Row>;
  /** The resource's definition in the domain. */
  readonly definition: { readonly filter: Schema<Filter>; readonly sortable: readonly string[] };
  readonly title: string;
  /** The part of the navigation that the list belongs to. */
  readonly section: string;
  readonly columns: readonly ListColumn<Row>[];
  readonly fields: readonly FilterField[];
  readonly views: readonly BuiltInView[];
  readonly rowName: (row: Row) => string;
  readonly href: (row: Row) => string;
  readonly Peek: ComponentType<{ readonly row: Row }>;
  readonly noneYet: NoneYet;
  /** Where something else than the newest comes first. */
  readonly initialSort?: string;
  /** Beside the title: another way to look at the same. */
  readonly beside?: ReactNode;
  /** Below the title: figures over the whole list. */
  readonly summary?: ReactNode;
}

/** The frame of every list: saved filters, conditions, rows, preview, and what can be done with the chosen rows. */
export function ResourceList<Row extends ResourceRow, Filter>(props: ResourceListProps<Row, Filter>) {
  const { resource, api, title, section, views, rowName, Peek, noneYet } = props;
  const { t } = useTranslation('resource');
  const list = useRef<HTMLDivElement>(null);
  const searchBox = useRef<HTMLInputElement>(null);
  const custom = useCustomList<Row>(resource);
  const columns = useMemo(() => [...props.columns, ...custom.columns], [props.columns, custom.columns]);
  const fields = useMemo(() => [...props.fields, ...custom.conditions], [props.fields, custom.conditions]);
  const screen = useListScreen({ ...props, columns, fields, isReady: !custom.isPending }, list, searchBox);
  const { params, rows, rowsQuery, selection } = screen;
  const create = noneYet.create;
  const activeRow = rows.find((row) => row.id === params.peek);

  return (
    <Page title={title} crumbs={[{ label: section }, { label: title }]}>
      <PageHead
        title={title}
        beside={props.beside}
        count={screen.headCount}
        actions={
          create && (
            <Button variant="primary" icon="plus" kbd="C" aria-keyshortcuts="C" collapses onClick={screen.create}>
              {create}
            </Button>
          )
        }
      />
      {props.summary}
      <ViewTabs
        label={t('view.label')}
        builtIn={views}
        saved={screen.saved.views}
        current={screen.currentView}
        onRemove={screen.removeView}
      />
      <Toolbar
        label={t('filter.label')}
        end={
          <>
            {screen.matchCount && <output>{screen.matchCount}</output>}
            {screen.isUnsaved && (
              <SaveView changed={screen.changedView} onSave={screen.saveView} onChange={screen.updateView} />
            )}
            <ColumnMenu
              all={columns}
              shown={screen.chosenColumns.map(({ id }) => id)}
              onChange={screen.chooseColumns}
            />
          </>
        }
      >
        <SearchBox
          ref={searchBox}
          value={params.values['q'] ?? ''}
          onChange={(q) => screen.filter({ q: q === '' ? undefined : q })}
          onLeave={() => focusRow(list.current)}
        />
        <FilterBar
          fields={fields}
          values={params.values}
          onChange={screen.filter}
          isAdding={screen.isAdding}
          onAdding={screen.setAdding}
        />
      </Toolbar>
      <SplitView
        inspector={
          params.peek !== undefined && (
            <PeekPanel
              resource={resource}
              id={params.peek}
              row={activeRow}
              get={api.get}
              Peek={Peek}
              onPrevious={() => screen.peekBeside(-1)}
              onNext={() => screen.peekBeside(1)}
              onOpen={() => activeRow && screen.open(activeRow)}
              onClose={() => screen.peek(undefined)}
            />
          )
        }
      >
        <div className={classes.list} ref={list} style={{ '--list-min-width': `${screen.fitting.minWidth}px` }}>
          <DataTable
            label={title}
            columns={screen.fitting.columns}
            rows={rows}
            rowId={(row) => row.id}
            rowLabel={rowName}
            status={screen.status}
            sort={screen.sort}
            onSort={screen.sortBy}
            {...(screen.isSelectable && { selection, onSelectionChange: screen.select })}
            activeId={params.peek}
            onActiveChange={screen.follow}
            onOpen={screen.open}
            onPreview={(row) => screen.peek(row.id === params.peek ? undefined : row.id)}
            onEndReached={screen.loadMore}
            empty={
              <ListEmpty
                noneYet={noneYet}
                error={rowsQuery.error}
                lastFilter={screen.lastFilter}
                onRetry={() => void rowsQuery.refetch()}
                onRemoveLast={screen.removeLastFilter}
                onClear={screen.clearFilters}
                onCreate={screen.create}
              />
            }
            foot={
              rows.length > 0 && (
                <ListFoot
                  count={screen.matchCount}
                  shown={rows.length}
                  isComplete={!rowsQuery.hasNextPage}
                  isLoadingMore={rowsQuery.isFetchingNextPage}
                  took={screen.took}
                  error={rowsQuery.error}
                  onRetry={() => void rowsQuery.refetch()}
                />
              )
            }
          >
            {selection.size > 0 && (
              <SelectionBar
                resource={resource}
                api={api}
                assign={props.assign}
                rows={rows.filter((row) => selection.has(row.id))}
                all={screen.all}
                total={screen.total}
                onSelectAll={screen.selectAll}
                onClear={() => screen.select(new Set())}
              />
            )}
          </DataTable>
        </div>
      </SplitView>
    </Page>
  );
}
