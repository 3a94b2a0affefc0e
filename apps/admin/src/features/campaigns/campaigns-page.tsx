import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { campaign } from '@crm/domain/campaign/campaign';
import { paths } from '#admin/app/paths.ts';
import { useMay } from '#admin/lib/session.ts';
import { api } from '#admin/lib/trpc.ts';
import { ResourceList } from '#admin/resource/list/resource-list.tsx';
import { useCommonViews } from '#admin/resource/list/use-common-views.ts';
import { CampaignPeek } from './campaign-peek.tsx';
import { useCampaignColumns } from './use-campaign-columns.tsx';
import { useCampaignFields } from './use-campaign-fields.ts';

/** What marketing does to win customers. */
export function CampaignsPage() {
  const { t } = useTranslation('campaigns');
  const { t: app } = useTranslation('app');
  const may = useMay();
  const common = useCommonViews('campaign:read');
  const views = useMemo(
    () => [...common, { id: 'running', label: t('view.running'), query: 'status=active' }],
    [common, t],
  );
  return (
    <ResourceList
      resource="campaign"
      api={api.campaign}
      assign={api.campaign.update}
      definition={campaign}
      title={app('nav.campaigns')}
      section={app('section.sales')}
      columns={useCampaignColumns()}
      fields={useCampaignFields()}
      views={views}
      rowName={(row) => row.name}
      href={(row) => paths.campaign(row.id)}
      Peek={CampaignPeek}
      noneYet={{
        title: t('none.title'),
        reason: t('none.reason'),
        create: may('campaign:create') ? t('create') : undefined,
      }}
    />
  );
}
