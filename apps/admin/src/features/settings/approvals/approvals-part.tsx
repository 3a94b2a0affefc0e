import { Badge } from '@crm/ui/data/badge';
import { RecordName } from '@crm/ui/data/named';
import { useFormat } from '@crm/ui/hooks/use-format';
import type { Column } from '@crm/ui/table/column';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ApprovalPolicyRow } from '@crm/domain/approval/approval-policy';
import { maxPageSize } from '@crm/domain/page-limits';
import { api, trpc } from '#admin/lib/trpc.ts';
import { WordsCell } from '#admin/resource/list/cells.tsx';
import type { PartProps } from '../parts.ts';
import { ShortListPart } from '../short-list-part.tsx';

/** Which quotes need whose approval. */
export function ApprovalsPart({ notice }: PartProps) {
  const query = useQuery(trpc.approval_policy.list.queryOptions({ limit: maxPageSize, sort: 'name' }));
  return (
    <ShortListPart
      resource="approval_policy"
      api={api.approval_policy}
      rows={query.data?.items}
      error={query.error}
      onRetry={() => void query.refetch()}
      columns={usePolicyColumns()}
      notice={notice}
    />
  );
}

function usePolicyColumns(): readonly Column<ApprovalPolicyRow>[] {
  const { t } = useTranslation('setup');
  const { t: vocabulary } = useTranslation('vocabulary');
  const format = useFormat();
  const { data: currencies } = useQuery(trpc.currency.list.queryOptions({ limit: maxPageSize }));
  const base = currencies?.items.find(({ isBase }) => isBase)?.code ?? 'EUR';
  return [
    {
      id: 'name',
      header: vocabulary('field.title'),
      small: 'title',
      skeleton: 'record',
      cell: ({ name }) => <RecordName name={name} kind="plain" />,
    },
    {
      id: 'when',
      header: t('approval.when'),
      width: '300px',
      small: 'detail',
      cell: ({ fromAmountMinor, overDiscountPercent }) => (
        <WordsCell
          words={
            format.list([
              ...(fromAmountMinor === null
                ? []
                : [t('approval.from', { amount: format.money({ amountMinor: fromAmountMinor, currency: base }) })]),
              ...(overDiscountPercent === null ? [] : [t('approval.over', { percent: overDiscountPercent })]),
            ]) || t('approval.always')
          }
        />
      ),
    },
    {
      id: 'approvers',
      header: t('approval.approvers'),
      width: '110px',
      figures: true,
      cell: ({ approvers }) => <WordsCell words={format.number(approvers.length)} />,
    },
    {
      id: 'active',
      header: vocabulary('field.status'),
      width: '120px',
      cell: ({ active }) => <Badge tone={active ? 'good' : 'idle'}>{t(active ? 'approval.on' : 'approval.off')}</Badge>,
    },
  ];
}
