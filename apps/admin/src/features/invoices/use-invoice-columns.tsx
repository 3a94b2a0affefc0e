import { Link } from '@crm/ui/controls/link';
import { Nothing } from '@crm/ui/data/facts';
import { MoneyText } from '@crm/ui/data/figure';
import { RecordName } from '@crm/ui/data/named';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { InvoiceRow } from '@crm/domain/invoice/invoice';
import { paths } from '#admin/app/paths.ts';
import { InvoiceStatusBadge } from '#admin/resource/billing/bill-badges.tsx';
import { MomentCell, WordsCell } from '#admin/resource/list/cells.tsx';
import type { ListColumn } from '#admin/resource/list/list-columns.ts';
import { useCommonColumns } from '#admin/resource/list/use-common-columns.tsx';

/** What a list of invoices can show. */
export function useInvoiceColumns(): readonly ListColumn<InvoiceRow>[] {
  const { t } = useTranslation('bills');
  const { t: vocabulary } = useTranslation('vocabulary');
  const common = useCommonColumns();
  return useMemo<readonly ListColumn<InvoiceRow>[]>(
    () => [
      {
        id: 'number',
        header: t('number'),
        width: '156px',
        always: true,
        small: 'title',
        skeleton: 'record',
        cell: ({ id, number }) => <RecordName name={number ?? t('draft')} kind="plain" href={paths.invoice(id)} />,
      },
      {
        id: 'account',
        header: vocabulary('field.account'),
        initial: true,
        small: 'detail',
        cell: ({ account }) =>
          account ? (
            <Link href={paths.account(account.id)} tabIndex={-1} dir="auto">
              {account.name}
            </Link>
          ) : (
            <Nothing label={vocabulary('none')} />
          ),
      },
      {
        id: 'status',
        header: vocabulary('field.status'),
        width: '164px',
        initial: true,
        small: 'aside',
        cell: ({ status }) => <InvoiceStatusBadge status={status} />,
      },
      {
        id: 'totalMinor',
        header: t('total'),
        width: '136px',
        figures: true,
        initial: true,
        skeleton: 'figure',
        cell: ({ totalMinor, currency }) => <MoneyText money={{ amountMinor: totalMinor, currency }} />,
      },
      {
        id: 'balanceMinor',
        header: t('outstanding'),
        width: '136px',
        figures: true,
        initial: true,
        small: 'figure',
        skeleton: 'figure',
        cell: ({ balanceMinor, currency }) =>
          balanceMinor === 0 ? (
            <Nothing label={t('nothingOwed')} />
          ) : (
            <MoneyText money={{ amountMinor: balanceMinor, currency }} />
          ),
      },
      {
        id: 'dueDate',
        header: t('due'),
        width: '120px',
        initial: true,
        cell: ({ dueDate }) => <MomentCell at={dueDate} as="date" />,
      },
      {
        id: 'issueDate',
        header: t('issued'),
        width: '120px',
        initial: true,
        dropsFirst: true,
        cell: ({ issueDate }) => <MomentCell at={issueDate} as="date" />,
      },
      {
        id: 'kind',
        header: vocabulary('field.kind'),
        width: '120px',
        cell: ({ kind }) => <WordsCell words={t(`kind.${kind}`)} />,
      },
      { ...common.owner, initial: false },
      common.updatedAt,
      { ...common.createdAt, initial: false },
    ],
    [t, vocabulary, common],
  );
}
