import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ticketChannels } from '@crm/domain/ticket/ticket';
import { clockStates } from '@crm/domain/ticket/ticket-clocks.rules';
import { ticketPriorities, ticketStatuses } from '@crm/domain/ticket/ticket-status.rules';
import { useTicketCategories } from '#admin/resource/directory.ts';
import type { FilterField } from '#admin/resource/filter/filter-field.ts';
import { useCommonFields } from '#admin/resource/filter/use-common-fields.ts';

/** What tickets can be filtered by. */
export function useTicketFields(): readonly FilterField[] {
  const { t } = useTranslation('vocabulary');
  const { t: own } = useTranslation('tickets');
  const common = useCommonFields();
  const categories = useTicketCategories();
  return useMemo<readonly FilterField[]>(
    () => [
      {
        id: 'status',
        kind: 'choice',
        label: t('field.status'),
        options: ticketStatuses.map((value) => ({ value, label: t(`ticketStatus.${value}`) })),
      },
      {
        id: 'priority',
        kind: 'choice',
        label: t('field.priority'),
        options: ticketPriorities.map((value) => ({ value, label: t(`priority.${value}`) })),
      },
      {
        id: 'slaState',
        kind: 'choice',
        label: t('field.slaPolicy'),
        options: clockStates.map((value) => ({ value, label: t(`clockState.${value}`) })),
      },
      common.owner,
      { id: 'unassigned', kind: 'flag', label: own('unassigned') },
      common.team,
      {
        id: 'categoryId',
        kind: 'choice',
        label: t('field.category'),
        options: (categories ?? []).map(({ id, name }) => ({ value: id, label: name })),
      },
      {
        id: 'channel',
        kind: 'choice',
        label: t('field.channel'),
        options: ticketChannels.map((value) => ({ value, label: t(`ticketChannel.${value}`) })),
      },
      { id: 'accountId', kind: 'account', label: t('field.account') },
      {
        id: 'due',
        kind: 'days',
        label: t('field.due'),
        from: 'dueFrom',
        to: 'dueTo',
        as: 'moment',
        looks: 'ahead',
      },
      common.created,
    ],
    [t, own, common, categories],
  );
}
