import { useQuery } from '@tanstack/react-query';
import { MoneyText } from '@crm/ui/data/figure';
import { Icon } from '@crm/ui/icons/icon';
import { Section, SectionItem } from '@crm/ui/layout/section';
import { useTranslation } from 'react-i18next';
import { paths } from '#admin/app/paths.ts';
import { useMay } from '#admin/lib/session.ts';
import { trpc } from '#admin/lib/trpc.ts';
import { InvoiceStatusBadge } from '#admin/resource/billing/bill-badges.tsx';

interface InvoicesProps {
  readonly title: string;
  readonly filter:
    | { readonly accountId: string }
    | { readonly subscriptionId: string }
    | { readonly creditedInvoiceId: string };
  /** The one that is looked at already. */
  readonly except?: string;
}

const shown = 6;

/** The latest bills of a customer, or of what they follow from. */
export function Invoices({ title, filter, except }: InvoicesProps) {
  const { t } = useTranslation('vocabulary');
  const may = useMay();
  const { data } = useQuery(trpc.invoice.list.queryOptions({ filter, limit: shown }, { enabled: may('invoice:read') }));
  const items = (data?.items ?? []).filter(({ id }) => id !== except);
  if (items.length === 0) return null;
  return (
    <Section title={title}>
      {items.map(({ id, number, status, totalMinor, currency }) => (
        <SectionItem
          key={id}
          mark={<Icon name="invoice" />}
          title={number ?? t('invoiceStatus.draft')}
          detail={<InvoiceStatusBadge status={status} />}
          end={<MoneyText money={{ amountMinor: totalMinor, currency }} />}
          href={paths.invoice(id)}
        />
      ))}
    </Section>
  );
}
