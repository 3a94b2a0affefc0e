import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { campaignChannels } from '@crm/domain/campaign/campaign';
import { campaignStatuses } from '@crm/domain/campaign/campaign.rules';
import type { FilterField } from '#admin/resource/filter/filter-field.ts';
import { useCommonFields } from '#admin/resource/filter/use-common-fields.ts';

/** What campaigns can be filtered by. */
export function useCampaignFields(): readonly FilterField[] {
  const { t } = useTranslation('vocabulary');
  const common = useCommonFields();
  return useMemo<readonly FilterField[]>(
    () => [
      {
        id: 'status',
        kind: 'choice',
        label: t('field.status'),
        options: campaignStatuses.map((value) => ({ value, label: t(`campaignStatus.${value}`) })),
      },
      {
        id: 'channel',
        kind: 'choice',
        label: t('field.channel'),
        options: campaignChannels.map((value) => ({ value, label: t(`campaignChannel.${value}`) })),
      },
      { id: 'tags', kind: 'words', label: t('field.tags') },
      common.owner,
      common.team,
    ],
    [t, common],
  );
}
