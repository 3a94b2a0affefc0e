import { Button } from '@crm/ui/controls/button';
import { Badge } from '@crm/ui/data/badge';
import { Nothing } from '@crm/ui/data/facts';
import { Code, Text } from '@crm/ui/data/text';
import { useFormat } from '@crm/ui/hooks/use-format';
import type { Column } from '@crm/ui/table/column';
import { useTranslation } from 'react-i18next';
import type { CustomFieldRow } from '@crm/domain/custom-field/custom-field';
import { api } from '#admin/lib/trpc.ts';
import { RestoreRow } from '../restore-row.tsx';
import { RowVerbs } from '../row-verbs.tsx';
import classes from '../settings.module.css';
import { labelIn } from '#admin/resource/custom/custom-fields.ts';

interface CustomFieldColumnsOptions {
  readonly onEdit: (row: CustomFieldRow) => void;
  readonly onRename: (row: CustomFieldRow) => void;
  readonly onDelete: (row: CustomFieldRow) => void;
}

/** What is told of a field, and what can be done with it. */
export function useCustomFieldColumns(options: CustomFieldColumnsOptions): readonly Column<CustomFieldRow>[] {
  const { onEdit, onRename, onDelete } = options;
  const { t, i18n } = useTranslation('setup');
  const { t: settings } = useTranslation('settings');
  const { t: vocabulary } = useTranslation('vocabulary');
  const format = useFormat();
  const nameOf = ({ label }: CustomFieldRow) => labelIn(label, i18n.language);
  return [
    {
      id: 'label',
      header: vocabulary('field.title'),
      small: 'title',
      cell: (row) => <bdi>{nameOf(row)}</bdi>,
    },
    {
      id: 'key',
      header: t('custom.key'),
      width: '150px',
      dropsFirst: true,
      cell: ({ key }) => <Code>{key}</Code>,
    },
    {
      id: 'type',
      header: vocabulary('field.type'),
      width: '140px',
      small: 'detail',
      cell: ({ type }) => <Text level={2}>{t(`custom.types.${type}`)}</Text>,
    },
    {
      id: 'rules',
      header: t('custom.rules'),
      width: '190px',
      cell: ({ required, unique, active }) => (
        <span className={classes.verbs}>
          {!active && <Badge>{t('custom.inactive')}</Badge>}
          {required && <Badge tone="accent">{t('custom.required')}</Badge>}
          {unique && <Badge tone="accent">{t('custom.unique')}</Badge>}
          {active && !required && !unique && <Nothing label={vocabulary('none')} />}
        </span>
      ),
    },
    {
      id: 'visibleTo',
      header: t('custom.visibleTo'),
      width: '160px',
      dropsFirst: true,
      cell: ({ visibleTo }) => (
        <Text level={2} cut>
          {visibleTo === null
            ? t('custom.everybody')
            : format.list(['admin' as const, ...visibleTo].map((role) => vocabulary(`role.${role}`)))}
        </Text>
      ),
    },
    {
      id: 'verbs',
      header: settings('verbs'),
      width: '240px',
      small: 'aside',
      cell: (row) =>
        row.deletedAt === null ? (
          <span className={classes.verbs}>
            {row.abilities.rename && (
              <Button
                size="small"
                variant="ghost"
                aria-label={t('custom.renameOf', { name: nameOf(row) })}
                onClick={() => onRename(row)}
              >
                {t('custom.rename')}
              </Button>
            )}
            <RowVerbs
              name={nameOf(row)}
              onEdit={row.abilities.update ? () => onEdit(row) : undefined}
              onRemove={row.abilities.delete ? () => onDelete(row) : undefined}
            />
          </span>
        ) : (
          row.abilities.restore && (
            <RestoreRow router="custom_field" restore={api.custom_field.restore} id={row.id} name={nameOf(row)} />
          )
        ),
    },
  ];
}
