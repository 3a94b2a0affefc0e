import { Badge } from '@crm/ui/data/badge';
import { RecordName } from '@crm/ui/data/named';
import { Text } from '@crm/ui/data/text';
import type { Column } from '@crm/ui/table/column';
import { useTranslation } from 'react-i18next';
import type { WorkflowRow } from '@crm/domain/workflow/workflow';
import { api } from '#admin/lib/trpc.ts';
import { RestoreRow } from '../restore-row.tsx';
import { RowVerbs } from '../row-verbs.tsx';
import { useRuleSwitch } from './use-rule-switch.ts';
import { useRuleWords } from './use-rule-words.ts';

interface RuleColumnsOptions {
  readonly onEdit: (row: WorkflowRow) => void;
  readonly onTry: (row: WorkflowRow) => void;
  readonly onRuns: (row: WorkflowRow) => void;
  readonly onDelete: (row: WorkflowRow) => void;
}

/** What is told of a rule, and what can be done with it. */
export function useRuleColumns({
  onEdit,
  onTry,
  onRuns,
  onDelete,
}: RuleColumnsOptions): readonly Column<WorkflowRow>[] {
  const { t } = useTranslation('rules');
  const { t: settings } = useTranslation('settings');
  const { t: vocabulary } = useTranslation('vocabulary');
  const words = useRuleWords();
  const switchRule = useRuleSwitch();
  return [
    {
      id: 'name',
      header: vocabulary('field.title'),
      small: 'title',
      skeleton: 'record',
      cell: ({ name }) => <RecordName name={name} kind="plain" />,
    },
    {
      id: 'entity',
      header: t('records'),
      width: '124px',
      dropsFirst: true,
      cell: ({ entity }) => <Text level={2}>{vocabulary(`plural.${entity}`)}</Text>,
    },
    {
      id: 'when',
      header: t('when'),
      width: '208px',
      small: 'detail',
      cell: ({ trigger }) => <Text level={2}>{words.trigger(trigger)}</Text>,
    },
    {
      id: 'state',
      header: t('state'),
      width: '104px',
      small: 'figure',
      cell: ({ enabled }) => <Badge tone={enabled ? 'good' : 'idle'}>{t(enabled ? 'active' : 'paused')}</Badge>,
    },
    {
      id: 'verbs',
      header: settings('verbs'),
      width: '336px',
      small: 'aside',
      cell: (row) =>
        row.deletedAt === null ? (
          <RowVerbs
            name={row.name}
            onEdit={row.abilities.update ? () => onEdit(row) : undefined}
            onRemove={row.abilities.delete ? () => onDelete(row) : undefined}
            verbs={[
              { id: 'try', label: t('dryRun'), told: t('dryRunOf', { name: row.name }), run: () => onTry(row) },
              { id: 'runs', label: t('runs'), told: t('runsOf', { name: row.name }), run: () => onRuns(row) },
              ...(row.abilities.update
                ? [
                    {
                      id: 'switch',
                      label: t(row.enabled ? 'pause' : 'activate'),
                      told: t(row.enabled ? 'pauseOf' : 'activateOf', { name: row.name }),
                      run: () => switchRule(row),
                    },
                  ]
                : []),
            ]}
          />
        ) : (
          row.abilities.restore && (
            <RestoreRow router="workflow" restore={api.workflow.restore} id={row.id} name={row.name} />
          )
        ),
    },
  ];
}
