import { Button } from '@crm/ui/controls/button';
import { Nothing } from '@crm/ui/data/facts';
import { Moment } from '@crm/ui/data/moment';
import { Text } from '@crm/ui/data/text';
import type { Column } from '@crm/ui/table/column';
import { useTranslation } from 'react-i18next';
import type { FeatureFlagRow } from '@crm/domain/feature/feature-flag';
import { useMay } from '#admin/lib/session.ts';
import { FeatureSwitch } from './feature-switch.tsx';
import { useFeatureWords } from './use-feature-words.ts';

interface FeatureColumnsOptions {
  readonly onEdit: (row: FeatureFlagRow) => void;
}

/** What is told of a part of the product, and what can be done with it. */
export function useFeatureColumns({ onEdit }: FeatureColumnsOptions): readonly Column<FeatureFlagRow>[] {
  const { t } = useTranslation('settings');
  const { t: vocabulary } = useTranslation('vocabulary');
  const may = useMay();
  const words = useFeatureWords();
  const verbs: Column<FeatureFlagRow> = {
    id: 'verbs',
    header: t('verbs'),
    width: '190px',
    small: 'aside',
    cell: (row) => (
      <>
        <FeatureSwitch row={row} name={words.name(row.key)} />
        <Button
          size="small"
          variant="ghost"
          aria-label={t('editOf', { name: words.name(row.key) })}
          onClick={() => onEdit(row)}
        >
          {t('edit')}
        </Button>
      </>
    ),
  };
  const facts: readonly Column<FeatureFlagRow>[] = [
    {
      id: 'name',
      header: t('feature.part'),
      small: 'title',
      cell: ({ key }) => <Text>{words.name(key)}</Text>,
    },
    {
      id: 'for',
      header: t('feature.onFor'),
      width: '260px',
      small: 'detail',
      cell: (row) => <Text level={2}>{words.audience(row)}</Text>,
    },
    {
      id: 'updatedAt',
      header: vocabulary('field.updatedAt'),
      width: '180px',
      dropsFirst: true,
      cell: ({ updatedAt, updatedBy }) =>
        updatedAt === null ? (
          <Nothing label={t('feature.never')} />
        ) : (
          <Text level={2}>
            <Moment at={updatedAt} /> {updatedBy && `· ${updatedBy.name}`}
          </Text>
        ),
    },
  ];
  return may('feature_flag:update') ? [...facts, verbs] : facts;
}
