import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { invoice } from '@crm/domain/invoice/invoice';
import { paths } from '#admin/app/paths.ts';
import { useMay } from '#admin/lib/session.ts';
import { api } from '#admin/lib/trpc.ts';
import { ResourceList } from '#admin/resource/list/resource-list.tsx';
import { InvoicePeek } from './invoice-peek.tsx';
import { useInvoiceColumns } from './use-invoice-columns.tsx';
import { useInvoiceFields } from './use-invoice-fields.ts';

/** Invoices and credit notes, the newest first. */
export function InvoicesPage() {
  const { t } = useTranslation('bills');
  const { t: app } = useTranslation('app');
  const { t: frame } = useTranslation('resource');
  const may = useMay();
  const views = useMemo(
    () => [
      { id: 'all', label: frame('view.all'), query: '' },
      { id: 'unpaid', label: t('view.unpaid'), query: 'kind=invoice&status=issued,partially_paid,overdue' },
      { id: 'overdue', label: t('view.overdue'), query: 'status=overdue' },
      { id: 'drafts', label: t('view.drafts'), query: 'status=draft' },
      { id: 'credits', label: t('view.credits'), query: 'kind=credit_note' },
    ],
    [t, frame],
  );
  return (
    <ResourceList
      resource="invoice"
      api={api.invoice}
      assign={api.invoice.update}
      definition={invoice}
      title={app('nav.invoices')}
      section={app('section.sales')}
      columns={useInvoiceColumns()}
      fields={useInvoiceFields()}
      views={views}
      rowName={(row) => row.number ?? t('draftOf', { account: row.account?.name ?? '' })}
      href={(row) => paths.invoice(row.id)}
      Peek={InvoicePeek}
      noneYet={{
        title: t('noInvoices.title'),
        reason: t('noInvoices.reason'),
        create: may('invoice:create') ? t('createInvoice') : undefined,
      }}
    />
  );
}
