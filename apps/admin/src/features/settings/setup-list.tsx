import { Button } from '@crm/ui/controls/button';
import { Segmented } from '@crm/ui/controls/segmented';
import { PageHead } from '@crm/ui/layout/page-head';
import type { Column } from '@crm/ui/table/column';
import { DataTable } from '@crm/ui/table/data-table';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ListEmpty } from '#admin/resource/list/list-empty.tsx';

/** The rows that are there, or those in the trash. */
export type Shown = 'current' | 'deleted';

interface SetupListProps<Row> {
  readonly title: string;
  /** What creating one is called; nothing where that is not offered. */
  readonly create: string | undefined;
  readonly onCreate: () => void;
  readonly notice: ReactNode;
  /** Stands above the rows: search, what is shown. */
  readonly toolbar?: ReactNode;
  readonly columns: readonly Column<Row>[];
  /** Nothing while they are read. */
  readonly rows: readonly Row[] | undefined;
  readonly rowLabel: (row: Row) => string;
  readonly onOpen?: (row: Row) => void;
  readonly error: unknown;
  readonly onRetry: () => void;
  readonly shown?: Shown;
  readonly none: { readonly title: string; readonly reason: string };
  /** What was searched for, and how to search for nothing. */
  readonly search?: { readonly words: string; readonly onClear: () => void };
}

/** The frame of every part of the settings that is a list: head, notice, toolbar, rows, and what to do when there are none. */
export function SetupList<Row extends { readonly id: string }>(props: SetupListProps<Row>) {
  const { title, create, onCreate, columns, rows, rowLabel, onOpen, error, shown, none, search } = props;
  const { t } = useTranslation('setup');
  const clear = () => search?.onClear();
  return (
    <>
      <PageHead
        title={title}
        actions={
          create && (
            <Button variant="primary" icon="plus" collapses onClick={onCreate}>
              {create}
            </Button>
          )
        }
      />
      {props.notice}
      {props.toolbar}
      <DataTable
        label={title}
        columns={columns}
        rows={rows ?? []}
        rowId={({ id }) => id}
        rowLabel={rowLabel}
        status={rows === undefined && error === null ? 'loading' : 'ready'}
        {...(onOpen && { onOpen })}
        empty={
          <ListEmpty
            noneYet={
              shown === 'deleted' ? { title: t('show.none'), reason: t('show.noneReason') } : { ...none, create }
            }
            error={error}
            lastFilter={search === undefined || search.words === '' ? undefined : search.words}
            onRetry={props.onRetry}
            onRemoveLast={clear}
            onClear={clear}
            onCreate={onCreate}
          />
        }
      />
    </>
  );
}

/** Chooses between what is there and what lies in the trash. */
export function ShownSwitch({ value, onChange }: { readonly value: Shown; readonly onChange: (shown: Shown) => void }) {
  const { t } = useTranslation('setup');
  return (
    <Segmented
      label={t('show.label')}
      value={value}
      options={[
        { value: 'current', label: t('show.current') },
        { value: 'deleted', label: t('show.deleted') },
      ]}
      onChange={onChange}
    />
  );
}
