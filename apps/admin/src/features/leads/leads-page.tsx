import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { lead } from '@crm/domain/lead/lead';
import { paths } from '#admin/app/paths.ts';
import { useMay } from '#admin/lib/session.ts';
import { api } from '#admin/lib/trpc.ts';
import { ResourceList } from '#admin/resource/list/resource-list.tsx';
import { useCommonViews } from '#admin/resource/list/use-common-views.ts';
import { LeadPeek } from './lead-peek.tsx';
import { useLeadColumns } from './use-lead-columns.tsx';
import { useLeadFields } from './use-lead-fields.ts';

/** Who came and is not a customer yet. */
export function LeadsPage() {
  const { t } = useTranslation('leads');
  const { t: app } = useTranslation('app');
  const may = useMay();
  const common = useCommonViews('lead:read');
  const views = useMemo(
    () => [
      ...common,
      { id: 'fresh', label: t('view.fresh'), query: 'sort=-score&status=new' },
      { id: 'ready', label: t('view.ready'), query: 'status=qualified' },
    ],
    [common, t],
  );
  return (
    <ResourceList
      resource="lead"
      api={api.lead}
      assign={api.lead.update}
      definition={lead}
      title={app('nav.leads')}
      section={app('section.customers')}
      columns={useLeadColumns()}
      fields={useLeadFields()}
      views={views}
      rowName={(row) => row.name}
      href={(row) => paths.lead(row.id)}
      Peek={LeadPeek}
      noneYet={{
        title: t('none.title'),
        reason: t('none.reason'),
        create: may('lead:create') ? t('create') : undefined,
      }}
    />
  );
}
