import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { showToast } from '@crm/ui/hooks/use-toasts';
import { useTranslation } from 'react-i18next';
import type { FeatureFlagRow } from '@crm/domain/feature/feature-flag';
import { trpc } from '#admin/lib/trpc.ts';

/** Switches a part of the product on or off for all whom it is meant for. */
export function FeatureSwitch({ row, name }: { readonly row: FeatureFlagRow; readonly name: string }) {
  const { t } = useTranslation('settings');
  const queryClient = useQueryClient();
  const { mutate, isPending } = useMutation(
    trpc.feature_flag.update.mutationOptions({
      onSuccess: async ({ enabled }) => {
        showToast({ title: t(enabled ? 'feature.switchedOn' : 'feature.switchedOff', { name }), state: 'done' });
        // The menu and every page may look different now.
        await queryClient.invalidateQueries();
      },
    }),
  );
  return (
    <Button
      size="small"
      busy={isPending}
      aria-label={t(row.enabled ? 'feature.turnOffOf' : 'feature.turnOnOf', { name })}
      onClick={() => mutate({ key: row.key, version: row.version, data: { enabled: !row.enabled } })}
    >
      {t(row.enabled ? 'feature.turnOff' : 'feature.turnOn')}
    </Button>
  );
}
