import { useQuery } from '@tanstack/react-query';
import { Moment } from '@crm/ui/data/moment';
import { Icon } from '@crm/ui/icons/icon';
import { Section, SectionItem } from '@crm/ui/layout/section';
import { useTranslation } from 'react-i18next';
import type { SubjectType } from '@crm/domain/timeline/timeline';
import { paths } from '#admin/app/paths.ts';
import { useMay } from '#admin/lib/session.ts';
import { trpc } from '#admin/lib/trpc.ts';
import { activityIcons } from '../activity-icons.ts';

const shown = 5;

interface PeekActivitiesProps {
  readonly subjectType: SubjectType;
  readonly subjectId: string;
}

/** What was done last about a record, and what is to be done. */
export function PeekActivities({ subjectType, subjectId }: PeekActivitiesProps) {
  const { t } = useTranslation('resource');
  const may = useMay();
  const { data } = useQuery(
    trpc.activity.list.queryOptions(
      { filter: { subjectType, subjectId }, sort: '-updatedAt', limit: shown },
      { enabled: may('activity:read') },
    ),
  );
  if (data === undefined || data.items.length === 0) return null;
  return (
    <Section title={t('peek.latest')}>
      {data.items.map((activity) => (
        <SectionItem
          key={activity.id}
          mark={<Icon name={activityIcons[activity.type]} />}
          title={activity.subject}
          end={<Moment at={activity.dueAt ?? activity.updatedAt} />}
          href={paths.activity(activity.id)}
        />
      ))}
    </Section>
  );
}
