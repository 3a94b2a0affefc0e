import { useMutation } from '@tanstack/react-query';
import { IconButton } from '@crm/ui/controls/icon-button';
import { useTranslation } from 'react-i18next';
import type { UserRow } from '@crm/domain/user/user';
import { useMay, useSession } from '#admin/lib/session.ts';
import { viewAs } from '#admin/lib/view-as.ts';

/** Opens the product as this person sees it. An administrator is never seen so, and nobody as themselves. */
export function ViewAsButton({ row }: { readonly row: UserRow }) {
  const { t } = useTranslation('settings');
  const may = useMay();
  const { id } = useSession();
  const { mutate, isPending } = useMutation({ mutationFn: viewAs });
  if (!may('user:view_as') || row.role === 'admin' || row.id === id || row.status !== 'active') return null;
  return (
    <IconButton
      size="small"
      variant="ghost"
      icon="eye"
      disabled={isPending}
      label={t('user.viewAs', { name: row.name })}
      onClick={() => mutate(row.id)}
    />
  );
}
