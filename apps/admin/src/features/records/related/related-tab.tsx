import { useQuery } from '@tanstack/react-query';
import { Moment } from '@crm/ui/data/moment';
import { Icon } from '@crm/ui/icons/icon';
import { Section, SectionItem } from '@crm/ui/layout/section';
import { RecordStream } from '@crm/ui/layout/record-layout';
import { Text } from '@crm/ui/data/text';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SubjectType } from '@crm/domain/timeline/timeline';
import { paths } from '#admin/app/paths.ts';
import { useMay } from '#admin/lib/session.ts';
import { trpc } from '#admin/lib/trpc.ts';
import { activityIcons } from '#admin/resource/activity-icons.ts';
import { ActivityStatusBadge } from '#admin/resource/status-badges.tsx';
import { Deals } from '../side/deals.tsx';
import { People } from '../side/people.tsx';

interface RelatedTabProps {
  readonly subjectType: SubjectType;
  readonly subjectId: string;
  /** The account whose people and deals are shown. */
  readonly accountId: string | null;
  readonly children?: ReactNode;
}

const shown = 50;

/** People, deals and activities that belong to a record. */
export function RelatedTab({ subjectType, subjectId, accountId, children }: RelatedTabProps) {
  const { t } = useTranslation('records');
  const may = useMay();
  const { data } = useQuery(
    trpc.activity.list.queryOptions(
      { filter: { subjectType, subjectId }, limit: shown },
      { enabled: may('activity:read') },
    ),
  );
  return (
    <RecordStream>
      {children}
      {accountId && <People accountId={accountId} />}
      {accountId && <Deals accountId={accountId} except={subjectId} />}
      <Section title={t('activities')}>
        {data?.items.length === 0 && <Text level={2}>{t('nothing')}</Text>}
        {data?.items.map((activity) => (
          <SectionItem
            key={activity.id}
            mark={<Icon name={activityIcons[activity.type]} />}
            title={activity.subject}
            detail={<ActivityStatusBadge status={activity.status} />}
            end={<Moment at={activity.dueAt ?? activity.updatedAt} />}
            href={paths.activity(activity.id)}
          />
        ))}
      </Section>
    </RecordStream>
  );
}
