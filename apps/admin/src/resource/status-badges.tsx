import type { accountStatuses } from '@crm/domain/account/account';
import type { ActivityStatus } from '@crm/domain/activity/activity';
import type { LeadStatus } from '@crm/domain/lead/lead';
import type { opportunityStatuses } from '@crm/domain/opportunity/opportunity';
import type { userStatuses } from '@crm/domain/user/user';
import { Badge } from '@crm/ui/data/badge';
import type { GlyphState } from '@crm/ui/icons/state-glyph';
import { useTranslation } from 'react-i18next';

type Tone = NonNullable<Parameters<typeof Badge>[0]['tone']>;

interface Look {
  readonly tone: Tone;
  readonly state?: GlyphState;
}

const accountLooks: Readonly<Record<(typeof accountStatuses)[number], Look>> = {
  prospect: { tone: 'idle' },
  active: { tone: 'good', state: 'done' },
  inactive: { tone: 'idle' },
  lost: { tone: 'idle', state: 'cancelled' },
};

const leadLooks: Readonly<Record<LeadStatus, Look>> = {
  new: { tone: 'accent', state: 'queued' },
  working: { tone: 'idle', state: 'running' },
  qualified: { tone: 'good', state: 'done' },
  unqualified: { tone: 'idle', state: 'cancelled' },
  converted: { tone: 'good', state: 'done' },
};

const opportunityLooks: Readonly<Record<(typeof opportunityStatuses)[number], Look>> = {
  open: { tone: 'idle' },
  won: { tone: 'good', state: 'done' },
  lost: { tone: 'bad', state: 'failed' },
};

const activityLooks: Readonly<Record<ActivityStatus, Look>> = {
  scheduled: { tone: 'idle', state: 'timer' },
  completed: { tone: 'good', state: 'done' },
  cancelled: { tone: 'idle', state: 'cancelled' },
};

const userLooks: Readonly<Record<(typeof userStatuses)[number], Look>> = {
  invited: { tone: 'accent', state: 'queued' },
  active: { tone: 'good', state: 'done' },
  disabled: { tone: 'idle', state: 'cancelled' },
};

/** Where a customer stands. */
export function AccountStatusBadge({ status }: { readonly status: keyof typeof accountLooks }) {
  const { t } = useTranslation('vocabulary');
  return <Badge {...accountLooks[status]}>{t(`accountStatus.${status}`)}</Badge>;
}

/** Where a lead stands. */
export function LeadStatusBadge({ status }: { readonly status: LeadStatus }) {
  const { t } = useTranslation('vocabulary');
  return <Badge {...leadLooks[status]}>{t(`leadStatus.${status}`)}</Badge>;
}

/** Whether a deal is open, won or lost. */
export function OpportunityStatusBadge({ status }: { readonly status: keyof typeof opportunityLooks }) {
  const { t } = useTranslation('vocabulary');
  return <Badge {...opportunityLooks[status]}>{t(`opportunityStatus.${status}`)}</Badge>;
}

/** Whether an activity is still to be done. */
export function ActivityStatusBadge({ status }: { readonly status: ActivityStatus }) {
  const { t } = useTranslation('vocabulary');
  return <Badge {...activityLooks[status]}>{t(`activityStatus.${status}`)}</Badge>;
}

/** Whether somebody can sign in. */
export function UserStatusBadge({ status }: { readonly status: keyof typeof userLooks }) {
  const { t } = useTranslation('vocabulary');
  return <Badge {...userLooks[status]}>{t(`userStatus.${status}`)}</Badge>;
}
