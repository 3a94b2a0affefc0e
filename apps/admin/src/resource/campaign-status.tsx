import { Badge } from '@crm/ui/data/badge';
import type { GlyphState } from '@crm/ui/icons/state-glyph';
import type { CampaignStatus } from '@crm/domain/campaign/campaign.rules';
import { useTranslation } from 'react-i18next';

type Tone = NonNullable<Parameters<typeof Badge>[0]['tone']>;

const looks: Readonly<Record<CampaignStatus, { readonly tone: Tone; readonly state: GlyphState }>> = {
  planned: { tone: 'idle', state: 'queued' },
  active: { tone: 'accent', state: 'running' },
  paused: { tone: 'undo', state: 'hold' },
  finished: { tone: 'good', state: 'done' },
};

/** Where a campaign stands. */
export function CampaignStatusBadge({ status }: { readonly status: CampaignStatus }) {
  const { t } = useTranslation('vocabulary');
  return <Badge {...looks[status]}>{t(`campaignStatus.${status}`)}</Badge>;
}
