import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { useTranslation } from 'react-i18next';
import { unsettledChargeStates, type ChargeRow, type PeriodCharges } from '@crm/domain/charge/charge';
import { trpc } from '#admin/lib/trpc.ts';

interface ChargeNowProps {
  readonly invoice: Pick<PeriodCharges['invoice'], 'id' | 'version' | 'balanceMinor' | 'abilities'>;
  readonly items: readonly ChargeRow[];
}

/** Tries to take the money of an invoice now; nothing while it is being tried for already, or nothing is owed. */
export function ChargeNow({ invoice: { id, version, balanceMinor, abilities }, items }: ChargeNowProps) {
  const { t } = useTranslation('bills');
  const queryClient = useQueryClient();
  const charge = useMutation(
    trpc.invoice.charge.mutationOptions({
      onSuccess: () =>
        Promise.all(['invoice', 'subscription'].map((noun) => queryClient.invalidateQueries({ queryKey: [[noun]] }))),
    }),
  );
  const isOpen = items.some(({ state }) => unsettledChargeStates.some((open) => open === state));
  if (!abilities.pay || isOpen || balanceMinor <= 0) return null;
  return (
    <Button variant="ghost" size="small" busy={charge.isPending} onClick={() => charge.mutate({ id, version })}>
      {t('charges.now')}
    </Button>
  );
}
