import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { Section } from '@crm/ui/layout/section';
import { useTranslation } from 'react-i18next';
import type { InvoiceRow } from '@crm/domain/invoice/invoice';
import { trpc } from '#admin/lib/trpc.ts';
import { ChargeItems } from '../charges/charge-items.tsx';

/** The tries to take the money of a period's invoice, and one more now. */
export function Charges({ row }: { readonly row: InvoiceRow }) {
  const { t } = useTranslation('bills');
  const queryClient = useQueryClient();
  const { data } = useQuery(trpc.invoice.charges.queryOptions({ id: row.id }));
  const charge = useMutation(
    trpc.invoice.charge.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: [['invoice']] }),
    }),
  );
  const items = data?.items ?? [];
  const isOpen = items.some(({ state }) => state === 'planned' || state === 'unknown');
  const last = items[0];
  if (last === undefined) return null;
  return (
    <Section
      title={t('charges.title')}
      end={
        row.abilities.pay &&
        !isOpen &&
        row.balanceMinor > 0 && (
          <Button
            variant="ghost"
            size="small"
            busy={charge.isPending}
            onClick={() => charge.mutate({ id: row.id, version: row.version })}
          >
            {t('charges.now')}
          </Button>
        )
      }
    >
      <ChargeItems invoiceId={row.id} items={items} />
    </Section>
  );
}
