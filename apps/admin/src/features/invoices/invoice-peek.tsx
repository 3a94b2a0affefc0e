import { Link } from '@crm/ui/controls/link';
import { Facts, Nothing } from '@crm/ui/data/facts';
import { MoneyText } from '@crm/ui/data/figure';
import { Person } from '@crm/ui/data/named';
import { Icon } from '@crm/ui/icons/icon';
import { PreviewHead } from '@crm/ui/layout/inspector';
import { Section, SectionItem } from '@crm/ui/layout/section';
import { useTranslation } from 'react-i18next';
import type { InvoiceRow } from '@crm/domain/invoice/invoice';
import { paths } from '#admin/app/paths.ts';
import { api } from '#admin/lib/trpc.ts';
import { InvoiceStatusBadge } from '#admin/resource/billing/bill-badges.tsx';
import { MomentCell } from '#admin/resource/list/cells.tsx';
import { PeekActions } from '#admin/resource/peek/peek-actions.tsx';

/** An invoice beside the list: what is owed, since when, and for what. */
export function InvoicePeek({ row }: { readonly row: InvoiceRow }) {
  const { t } = useTranslation('bills');
  const { t: vocabulary } = useTranslation('vocabulary');
  const { account, currency } = row;
  const money = (amountMinor: number) => <MoneyText money={{ amountMinor, currency }} />;
  return (
    <>
      <PreviewHead
        mark={<Icon name="invoice" />}
        title={row.number ?? t('draft')}
        detail={t(`kind.${row.kind}`)}
        badge={<InvoiceStatusBadge status={row.status} />}
        actions={<PeekActions resource="invoice" api={api.invoice} row={row} />}
      />
      <Section>
        <Facts
          facts={[
            {
              id: 'account',
              label: vocabulary('field.account'),
              value: account ? (
                <Link href={paths.account(account.id)} dir="auto">
                  {account.name}
                </Link>
              ) : (
                <Nothing label={vocabulary('none')} />
              ),
            },
            { id: 'total', label: t('total'), value: money(row.totalMinor) },
            { id: 'outstanding', label: t('outstanding'), value: money(row.balanceMinor) },
            { id: 'issued', label: t('issued'), value: <MomentCell at={row.issueDate} as="date" /> },
            { id: 'due', label: t('due'), value: <MomentCell at={row.dueDate} as="date" /> },
            {
              id: 'owner',
              label: vocabulary('field.owner'),
              value: row.assignee ? <Person name={row.assignee.name} /> : <Nothing label={vocabulary('nobody')} />,
            },
          ]}
        />
      </Section>
      <Section title={t('lines')} count={row.lines.length}>
        {row.lines.map((line) => (
          <SectionItem key={line.id} title={line.description} end={money(line.totalMinor)} />
        ))}
      </Section>
    </>
  );
}
