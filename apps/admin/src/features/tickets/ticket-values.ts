import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketRow } from '@crm/domain/ticket/ticket';
import type { FieldLabels } from '#admin/resource/form/make-fields.ts';

/** What the form of a ticket holds. */
export type TicketValues = Pick<
  TicketRow,
  'subject' | 'description' | 'contactId' | 'requesterName' | 'requesterEmail' | 'channel' | 'priority'
> & {
  /** Left out of a new ticket, the server takes them from the contact and the category. */
  readonly accountId: string | null | undefined;
  readonly categoryId: string | null | undefined;
  readonly teamId: string | null | undefined;
  readonly assignedTo: string | null | undefined;
};

/** What the form begins with: a record's values, or those of a new one. */
export function ticketValues(row: TicketRow | undefined, preset: Readonly<Record<string, string>>): TicketValues {
  return {
    subject: row?.subject ?? preset['subject'] ?? '',
    description: row?.description ?? null,
    contactId: row?.contactId ?? preset['contactId'] ?? null,
    requesterName: row?.requesterName ?? null,
    requesterEmail: row?.requesterEmail ?? null,
    channel: row?.channel ?? 'phone',
    priority: row?.priority ?? 'normal',
    accountId: row ? row.accountId : preset['accountId'],
    categoryId: row ? row.categoryId : undefined,
    teamId: row ? row.teamId : undefined,
    assignedTo: row ? row.assignedTo : undefined,
  };
}

/** The names of the fields. */
export function useTicketLabels(): FieldLabels<TicketValues> {
  const { t } = useTranslation('vocabulary');
  return useMemo(
    () => ({
      subject: t('field.subject'),
      description: t('field.description'),
      contactId: t('field.contact'),
      requesterName: t('field.requesterName'),
      requesterEmail: t('field.requesterEmail'),
      channel: t('field.channel'),
      priority: t('field.priority'),
      accountId: t('field.account'),
      categoryId: t('field.category'),
      teamId: t('field.team'),
      assignedTo: t('field.owner'),
    }),
    [t],
  );
}
