import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { activity } from '@crm/domain/activity/activity';
import { paths } from '#admin/app/paths.ts';
import { useMay } from '#admin/lib/session.ts';
import { api } from '#admin/lib/trpc.ts';
import { ResourceList } from '#admin/resource/list/resource-list.tsx';
import { useCommonViews } from '#admin/resource/list/use-common-views.ts';
import { ActivityPeek } from './activity-peek.tsx';
import { useActivityColumns } from './use-activity-columns.tsx';
import { useActivityFields } from './use-activity-fields.ts';

/** What was done and what is to be done. */
export function ActivitiesPage() {
  const { t } = useTranslation('activities');
  const { t: app } = useTranslation('app');
  const may = useMay();
  const common = useCommonViews('activity:read');
  const views = useMemo(
    () => [
      ...common,
      { id: 'overdue', label: t('view.overdue'), query: 'overdue=true&sort=dueAt', icon: 'clock' as const },
    ],
    [common, t],
  );
  return (
    <ResourceList
      resource="activity"
      api={api.activity}
      assign={api.activity.update}
      definition={activity}
      title={app('nav.activities')}
      section={app('section.service')}
      columns={useActivityColumns()}
      fields={useActivityFields()}
      views={views}
      rowName={(row) => row.subject}
      href={(row) => paths.activity(row.id)}
      Peek={ActivityPeek}
      noneYet={{
        title: t('none.title'),
        reason: t('none.reason'),
        create: may('activity:create') ? t('create') : undefined,
      }}
    />
  );
}
