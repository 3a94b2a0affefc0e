import { useQuery } from '@tanstack/react-query';
import { Section } from '@crm/ui/layout/section';
import { useTranslation } from 'react-i18next';
import type { InvoiceRow } from '@crm/domain/invoice/invoice';
import { trpc } from '#admin/lib/trpc.ts';
import { ChargeItems } from '../charges/charge-items.tsx';
import { ChargeNow } from '../charges/charge-now.tsx';

/** The tries to take the money of a period's invoice, and one more now. */
export function Charges({ row }: { readonly row: InvoiceRow }) {
  const { t } = useTranslation('bills');
  const { data } = useQuery(trpc.invoice.charges.queryOptions({ id: row.id }));
  const items = data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Section title={t('charges.title')} end={<ChargeNow invoice={row} items={items} />}>
      <ChargeItems invoiceId={row.id} items={items} />
    </Section>
  );
}
