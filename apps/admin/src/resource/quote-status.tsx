import { Badge } from '@crm/ui/data/badge';
import type { GlyphState } from '@crm/ui/icons/state-glyph';
import type { QuoteStatus } from '@crm/domain/quote/quote-status';
import { useTranslation } from 'react-i18next';

type Tone = NonNullable<Parameters<typeof Badge>[0]['tone']>;

const looks: Readonly<Record<QuoteStatus, { readonly tone: Tone; readonly state?: GlyphState }>> = {
  draft: { tone: 'idle' },
  pending_approval: { tone: 'accent', state: 'queued' },
  approved: { tone: 'good', state: 'done' },
  rejected: { tone: 'bad', state: 'failed' },
  sent: { tone: 'accent', state: 'running' },
  accepted: { tone: 'good', state: 'done' },
  declined: { tone: 'bad', state: 'failed' },
  expired: { tone: 'idle', state: 'timer' },
  superseded: { tone: 'idle', state: 'cancelled' },
};

/** Where a quote stands. */
export function QuoteStatusBadge({ status }: { readonly status: QuoteStatus }) {
  const { t } = useTranslation('vocabulary');
  return <Badge {...looks[status]}>{t(`quoteStatus.${status}`)}</Badge>;
}
