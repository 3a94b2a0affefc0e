import { useMutation, useQuery } from '@tanstack/react-query';
import { showToast } from '@crm/ui/hooks/use-toasts';
import { useTranslation } from 'react-i18next';
import type { MenuEntry } from '@crm/ui/overlays/menu';
import { queryClient } from '#admin/lib/query-client.ts';
import { useMay } from '#admin/lib/session.ts';
import { api, trpc } from '#admin/lib/trpc.ts';
import type { ScreenSubject } from '#admin/resource/screen-subject.ts';

/** The verb by which somebody hears of a record from now on, or no more; nothing while it is not known which. */
export function useFollowVerb(subjectType: ScreenSubject, subjectId: string): readonly MenuEntry[] {
  const { t } = useTranslation('records');
  const may = useMay();
  const subject = { subjectType, subjectId };
  const query = useQuery(trpc.notification.following.queryOptions(subject, { enabled: may('notification:read') }));
  const { mutate } = useMutation({
    mutationFn: (follows: boolean) => api.notification[follows ? 'unfollow' : 'follow'].mutate(subject),
    onSuccess: async (_answer, follows) => {
      showToast({ title: t(follows ? 'unfollowed' : 'followed'), state: 'done' });
      await queryClient.invalidateQueries({ queryKey: trpc.notification.following.queryKey(subject) });
    },
  });
  const follows = query.data?.following;
  if (follows === undefined || !may('notification:update')) return [];
  return [{ id: 'follow', label: t(follows ? 'unfollow' : 'follow'), icon: 'bell', onSelect: () => mutate(follows) }];
}
