import type { AttachableType } from '../attachment/attachment.ts';

/** Where a record has its page in the admin. */
const folders = {
  account: 'accounts',
  contact: 'contacts',
  lead: 'leads',
  opportunity: 'opportunities',
  quote: 'quotes',
  invoice: 'invoices',
  subscription: 'subscriptions',
  ticket: 'tickets',
  campaign: 'campaigns',
  activity: 'activities',
  operation: 'operations',
} as const satisfies Record<AttachableType, string>;

/** The path of what somebody is told of: its process, else its record, else nothing. */
export function noticePath({
  subjectType,
  subjectId,
  params,
}: {
  readonly subjectType: AttachableType | null;
  readonly subjectId: string | null;
  readonly params: Readonly<Record<string, string>>;
}): string | null {
  const process = params['process'];
  if (process !== undefined) return `/processes/${encodeURIComponent(process)}`;
  return subjectType === null || subjectId === null ? null : `/${folders[subjectType]}/${subjectId}`;
}
