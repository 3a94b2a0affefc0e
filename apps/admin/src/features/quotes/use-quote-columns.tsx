import { RecordName } from '@crm/ui/data/named';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { QuoteRow } from '@crm/domain/quote/quote';
import { paths } from '#admin/app/paths.ts';
import { MomentCell, MoneyCell, WordsCell } from '#admin/resource/list/cells.tsx';
import type { ListColumn } from '#admin/resource/list/list-columns.ts';
import { useCommonColumns } from '#admin/resource/list/use-common-columns.tsx';
import { QuoteStatusBadge } from '#admin/resource/quote-status.tsx';

/** What a list of quotes can show. */
export function useQuoteColumns(): readonly ListColumn<QuoteRow>[] {
  const { t } = useTranslation('vocabulary');
  const { t: own } = useTranslation('quotes');
  const common = useCommonColumns();
  return useMemo<readonly ListColumn<QuoteRow>[]>(
    () => [
      {
        id: 'number',
        header: t('noun.quote'),
        always: true,
        small: 'title',
        skeleton: 'record',
        cell: ({ id, number, account }) => (
          <RecordName name={account ? `${number} · ${account.name}` : number} kind="plain" href={paths.quote(id)} />
        ),
      },
      {
        id: 'status',
        header: t('field.status'),
        width: '164px',
        initial: true,
        small: 'detail',
        cell: ({ status }) => <QuoteStatusBadge status={status} />,
      },
      {
        id: 'opportunity',
        header: own('opportunity'),
        width: '200px',
        initial: true,
        dropsFirst: true,
        cell: ({ opportunity }) => <WordsCell words={opportunity?.name ?? null} />,
      },
      common.owner,
      {
        id: 'totalMinor',
        header: own('total'),
        width: '136px',
        align: 'end',
        initial: true,
        figures: true,
        small: 'figure',
        cell: ({ totalMinor, currency }) => <MoneyCell amountMinor={totalMinor} currency={currency} />,
      },
      {
        id: 'validUntil',
        header: own('validUntil'),
        width: '132px',
        initial: true,
        dropsFirst: true,
        cell: ({ validUntil }) => <MomentCell at={validUntil} as="date" />,
      },
      common.updatedAt,
      { ...common.createdAt, initial: false },
    ],
    [t, own, common],
  );
}
