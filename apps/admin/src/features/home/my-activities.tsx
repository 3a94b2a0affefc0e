import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { IconButton } from '@crm/ui/controls/icon-button';
import { Link } from '@crm/ui/controls/link';
import { Moment } from '@crm/ui/data/moment';
import { Text } from '@crm/ui/data/text';
import { useNow } from '@crm/ui/hooks/use-now';
import { showToast } from '@crm/ui/hooks/use-toasts';
import { Icon } from '@crm/ui/icons/icon';
import { Section, SectionItem } from '@crm/ui/layout/section';
import { useTranslation } from 'react-i18next';
import { paths } from '#admin/app/paths.ts';
import { useSession } from '#admin/lib/session.ts';
import { trpc } from '#admin/lib/trpc.ts';
import { activityIcons } from '#admin/resource/activity-icons.ts';

const shown = 10;

/** What is late or due today, the latest first. */
export function MyActivities() {
  const { t } = useTranslation('home');
  const { id } = useSession();
  const now = useNow(60_000);
  const queryClient = useQueryClient();
  const tonight = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1).toISOString();
  const { data } = useQuery(
    trpc.activity.list.queryOptions({
      filter: { assignedTo: [id], status: ['scheduled'], dueTo: tonight },
      sort: 'dueAt',
      limit: shown,
    }),
  );
  const complete = useMutation(
    trpc.activity.complete.mutationOptions({
      onSuccess: async ({ subject }) => {
        showToast({ title: t('markedDone', { subject }), state: 'done' });
        await queryClient.invalidateQueries({ queryKey: [['activity']] });
      },
    }),
  );
  return (
    <Section title={t('activities')} end={<Link href={`${paths.activities}?tab=mine`}>{t('all')}</Link>}>
      {data?.items.length === 0 && <Text level={2}>{t('noActivities')}</Text>}
      {data?.items.map((activity) => (
        <SectionItem
          key={activity.id}
          mark={<Icon name={activityIcons[activity.type]} />}
          title={<Link href={paths.activity(activity.id)}>{activity.subject}</Link>}
          detail={activity.subjectName ?? undefined}
          end={
            <>
              {activity.dueAt && (
                <Text level={2} tone={new Date(activity.dueAt) < now ? 'bad' : undefined}>
                  <Moment at={activity.dueAt} as="appointment" />
                </Text>
              )}{' '}
              {activity.abilities.complete && (
                <IconButton
                  icon="check"
                  size="small"
                  variant="ghost"
                  label={t('done', { subject: activity.subject })}
                  onClick={() => complete.mutate({ id: activity.id, data: {} })}
                />
              )}
            </>
          }
        />
      ))}
    </Section>
  );
}
