import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Permission } from '@crm/domain/permissions';
import { useReach, useSession } from '#admin/lib/session.ts';
import type { BuiltInView } from './view-tabs.tsx';

/** All, mine, and my team for who can see further than the own records. */
export function useCommonViews(read: Permission): readonly BuiltInView[] {
  const { t } = useTranslation('resource');
  const { team } = useSession();
  const reach = useReach(read);
  const hasTeam = team !== null && reach !== 'own';
  return useMemo(
    () => [
      { id: 'all', label: t('view.all'), query: '' },
      { id: 'mine', label: t('view.mine'), query: 'assignedTo=me' },
      ...(hasTeam ? [{ id: 'team', label: t('view.team'), query: 'teamId=mine', icon: 'users' as const }] : []),
    ],
    [t, hasTeam],
  );
}
