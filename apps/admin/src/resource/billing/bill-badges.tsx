import { Badge } from '@crm/ui/data/badge';
import type { GlyphState } from '@crm/ui/icons/state-glyph';
import type { InvoiceStatus } from '@crm/domain/invoice/invoice.rules';
import type { SubscriptionStatus } from '@crm/domain/subscription/subscription.rules';
import { useTranslation } from 'react-i18next';

type Tone = NonNullable<Parameters<typeof Badge>[0]['tone']>;

interface Look {
  readonly tone: Tone;
  readonly state: GlyphState;
}

const invoiceLooks: Readonly<Record<InvoiceStatus, Look>> = {
  draft: { tone: 'idle', state: 'queued' },
  issued: { tone: 'accent', state: 'timer' },
  partially_paid: { tone: 'accent', state: 'running' },
  paid: { tone: 'good', state: 'done' },
  overdue: { tone: 'bad', state: 'failed' },
  void: { tone: 'idle', state: 'cancelled' },
};

const subscriptionLooks: Readonly<Record<SubscriptionStatus, Look>> = {
  active: { tone: 'good', state: 'done' },
  past_due: { tone: 'bad', state: 'failed' },
  paused: { tone: 'undo', state: 'hold' },
  cancelled: { tone: 'idle', state: 'cancelled' },
  expired: { tone: 'idle', state: 'cancelled' },
};

/** Where an invoice stands. */
export function InvoiceStatusBadge({ status }: { readonly status: InvoiceStatus }) {
  const { t } = useTranslation('vocabulary');
  return <Badge {...invoiceLooks[status]}>{t(`invoiceStatus.${status}`)}</Badge>;
}

/** Where a subscription stands. */
export function SubscriptionStatusBadge({ status }: { readonly status: SubscriptionStatus }) {
  const { t } = useTranslation('vocabulary');
  return <Badge {...subscriptionLooks[status]}>{t(`subscriptionStatus.${status}`)}</Badge>;
}
