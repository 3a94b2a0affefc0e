import type { IconName } from '@crm/ui/icons/icon';
import type { GlyphState } from '@crm/ui/icons/state-glyph';
import type { TimelineKind } from '@crm/domain/timeline/timeline';
import { activityIcons } from '#admin/resource/activity-icons.ts';

const icons = {
  created: 'plus',
  edited: 'note',
  assigned: 'contact',
  scored: 'star',
  qualified: 'check',
  stage_moved: 'arrow',
  converted: 'opportunity',
  conversion_undone: 'undo',
  ...activityIcons,
  attached: 'clip',
  deleted: 'trash',
  restored: 'history',
  tagged: 'tag',
  untagged: 'tag',
  commented: 'mention',
  duplicate_confirmed: 'check',
  quote: 'quote',
  invoice: 'quote',
  subscription: 'retry',
  process: 'process',
  status_changed: 'arrow',
  merged: 'merge',
  unmerged: 'undo',
  ticket_created: 'ticket',
  ticket_resolved: 'check',
} as const satisfies Readonly<Record<TimelineKind, IconName>>;

/** The drawing of a kind of entry. */
export function entryIcon(kind: TimelineKind): IconName {
  return icons[kind];
}

const marks: Readonly<Record<string, GlyphState>> = {
  waits_for_choice: 'human',
  chosen: 'done',
  choice_refused: 'failed',
  reminded: 'timer',
  escalated: 'human',
  cancelled: 'cancelled',
  failed: 'failed',
  nobody_takes_leads: 'timer',
  follow_up_due: 'timer',
  paused: 'hold',
  skipped: 'skipped',
  terminated: 'cancelled',
  lead_unanswered: 'human',
  deal_stands_still: 'timer',
  deal_escalated: 'human',
  nobody_takes_tickets: 'timer',
  ticket_late: 'human',
  approval_expired: 'cancelled',
  rule_approved: 'done',
  rule_rejected: 'cancelled',
  quote_reminded: 'timer',
  unpaid_paused: 'hold',
};

/** The state that a step of a process stands for. */
export function processMark(code: unknown): GlyphState {
  return (typeof code === 'string' ? marks[code] : undefined) ?? 'running';
}
