import { Badge } from '@crm/ui/data/badge';
import { RecordName } from '@crm/ui/data/named';
import { useFormat } from '@crm/ui/hooks/use-format';
import type { Column } from '@crm/ui/table/column';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { LeadScoringRuleRow } from '@crm/domain/lead/lead-scoring-rule';
import { maxPageSize } from '@crm/domain/page-limits';
import { useScoreWords } from '#admin/resource/use-score-words.ts';
import { api, trpc } from '#admin/lib/trpc.ts';
import { WordsCell } from '#admin/resource/list/cells.tsx';
import type { PartProps } from '../parts.ts';
import { ShortListPart } from '../short-list-part.tsx';

/** What makes a lead worth more, or less: what gives the most stands first. */
export function ScoringPart({ notice }: PartProps) {
  const query = useQuery(trpc.lead_scoring_rule.list.queryOptions({ limit: maxPageSize, sort: 'name' }));
  const words = useScoreWords();
  const rows = query.data?.items
    .map((row) => ({ ...row, name: words({ rule: row.key ?? row.name }) }))
    .toSorted((one, other) => other.points - one.points);
  return (
    <ShortListPart
      resource="lead_scoring_rule"
      api={api.lead_scoring_rule}
      rows={rows}
      error={query.error}
      onRetry={() => void query.refetch()}
      columns={useScoringColumns()}
      notice={notice}
    />
  );
}

function useScoringColumns(): readonly Column<LeadScoringRuleRow>[] {
  const { t } = useTranslation('setup');
  const { t: vocabulary } = useTranslation('vocabulary');
  const format = useFormat();
  return [
    {
      id: 'name',
      header: vocabulary('field.title'),
      small: 'title',
      skeleton: 'record',
      cell: ({ name }) => <RecordName name={name} kind="plain" />,
    },
    {
      id: 'points',
      header: t('scoring.points'),
      width: '110px',
      figures: true,
      small: 'detail',
      cell: ({ points }) => <WordsCell words={format.number(points, { signDisplay: 'exceptZero' })} />,
    },
    {
      id: 'active',
      header: vocabulary('field.status'),
      width: '140px',
      cell: ({ active }) => <Badge tone={active ? 'good' : 'idle'}>{t(active ? 'approval.on' : 'approval.off')}</Badge>,
    },
  ];
}
