import { Button } from '@crm/ui/controls/button';
import type { Column } from '@crm/ui/table/column';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '#admin/lib/session.ts';
import { useForms } from '#admin/resource/use-forms.ts';
import { RemoveDialog } from './remove-dialog.tsx';
import { RowVerbs } from './row-verbs.tsx';
import { SetupList } from './setup-list.tsx';
import classes from './settings.module.css';

interface NamedRow {
  readonly id: string;
  readonly name: string;
  readonly abilities: { readonly update: boolean; readonly delete: boolean; readonly restore: boolean };
}

interface ShortListPartProps<Row> {
  readonly resource:
    | 'calendar'
    | 'sla_policy'
    | 'ticket_category'
    | 'territory'
    | 'approval_policy'
    | 'lead_scoring_rule';
  readonly api: Parameters<typeof RemoveDialog>[0]['api'];
  /** Nothing while they are read. */
  readonly rows: readonly Row[] | undefined;
  readonly error: unknown;
  readonly onRetry: () => void;
  readonly columns: readonly Column<Row>[];
  /** Opens the holidays of a row, where it has some. */
  readonly onHolidays?: (row: Row) => void;
  readonly notice: ReactNode;
}

/** A part of the settings that is a short list with a form. */
export function ShortListPart<Row extends NamedRow>(props: ShortListPartProps<Row>) {
  const { resource, api, rows, columns, onHolidays } = props;
  const { t } = useTranslation('settings');
  const { t: vocabulary } = useTranslation('vocabulary');
  const may = useMay();
  const forms = useForms();
  const [leaving, setLeaving] = useState<Row | undefined>();
  const create = may(`${resource}:create`) ? t(`service.create.${resource}`) : undefined;
  const verbs = useVerbs(resource, onHolidays, setLeaving);
  return (
    <>
      <SetupList
        title={vocabulary(`plural.${resource}`)}
        create={create}
        onCreate={() => forms.create(resource)}
        notice={props.notice}
        columns={may(`${resource}:update`) || onHolidays ? [...columns, verbs] : columns}
        rows={rows}
        rowLabel={({ name }) => name}
        onOpen={(row) => row.abilities.update && forms.edit(resource, row.id)}
        error={props.error}
        onRetry={props.onRetry}
        none={{ title: t(`service.none.${resource}`), reason: t(`service.noneReason.${resource}`) }}
      />
      {leaving && <RemoveDialog resource={resource} api={api} row={leaving} onClose={() => setLeaving(undefined)} />}
    </>
  );
}

/** The last column: what can be done with a row. */
function useVerbs<Row extends NamedRow>(
  resource: ShortListPartProps<Row>['resource'],
  onHolidays: ShortListPartProps<Row>['onHolidays'],
  onRemove: (row: Row) => void,
): Column<Row> {
  const { t } = useTranslation('settings');
  const { t: vocabulary } = useTranslation('vocabulary');
  const forms = useForms();
  return {
    id: 'verbs',
    header: t('verbs'),
    width: onHolidays ? '272px' : '164px',
    small: 'aside',
    cell: (row) => (
      <span className={classes.rowVerbs}>
        {onHolidays && (
          <Button
            size="small"
            variant="ghost"
            icon="calendar"
            collapses
            aria-label={t('service.holidaysOf', { name: row.name })}
            onClick={() => onHolidays(row)}
          >
            {vocabulary('plural.holiday')}
          </Button>
        )}
        <RowVerbs
          name={row.name}
          onEdit={row.abilities.update ? () => forms.edit(resource, row.id) : undefined}
          onRemove={row.abilities.delete ? () => onRemove(row) : undefined}
        />
      </span>
    ),
  };
}
