import { IconButton } from '@crm/ui/controls/icon-button';
import { Moment } from '@crm/ui/data/moment';
import { Text } from '@crm/ui/data/text';
import { useFormat } from '@crm/ui/hooks/use-format';
import { useNow } from '@crm/ui/hooks/use-now';
import { Icon } from '@crm/ui/icons/icon';
import { Section, SectionItem } from '@crm/ui/layout/section';
import { useTranslation } from 'react-i18next';
import type { SubjectType } from '@crm/domain/timeline/timeline';
import { paths } from '#admin/app/paths.ts';
import { useMay } from '#admin/lib/session.ts';
import { activityIcons } from '#admin/resource/activity-icons.ts';
import { useForms } from '#admin/resource/use-forms.ts';
import { useOpenActivities } from './use-open-activities.ts';

interface OpenActivitiesProps {
  readonly subjectType: SubjectType;
  readonly subjectId: string;
}

/** What is still to be done about a record, the next first. */
export function OpenActivities({ subjectType, subjectId }: OpenActivitiesProps) {
  const { t } = useTranslation('records');
  const format = useFormat();
  const forms = useForms();
  const may = useMay();
  const now = useNow(60_000);
  const { data } = useOpenActivities(subjectType, subjectId);
  const items = data?.items ?? [];
  return (
    <Section
      title={t('openActivities')}
      count={items.length > 0 ? format.number(items.length) : undefined}
      end={
        may('activity:create') && (
          <IconButton
            icon="plus"
            size="small"
            variant="ghost"
            label={t('add')}
            onClick={() => forms.create('activity', { type: 'task', subjectType, subjectId })}
          />
        )
      }
    >
      {data && items.length === 0 && <Text level={2}>{t('noNext')}</Text>}
      {items.map((activity) => (
        <SectionItem
          key={activity.id}
          wraps
          mark={<Icon name={activityIcons[activity.type]} />}
          title={activity.subject}
          href={paths.activity(activity.id)}
          end={
            activity.dueAt && (
              <Text tone={new Date(activity.dueAt) < now ? 'bad' : undefined} level={2} size="sm">
                <Moment at={activity.dueAt} as="appointment" />
              </Text>
            )
          }
        />
      ))}
    </Section>
  );
}
