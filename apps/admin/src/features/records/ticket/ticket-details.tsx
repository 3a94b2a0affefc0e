import { RecordStream } from '@crm/ui/layout/record-layout';
import { localeNames } from '@crm/ui/i18n/locale';
import { useTranslation } from 'react-i18next';
import { ticketChannels, type TicketRow } from '@crm/domain/ticket/ticket';
import { ticketPriorities } from '@crm/domain/ticket/ticket-status.rules';
import { api } from '#admin/lib/trpc.ts';
import { useTeams, useTicketCategories } from '#admin/resource/directory.ts';
import { CustomFacts } from '../details/custom-facts.tsx';
import { EditableFacts } from '../details/editable-facts.tsx';
import { choiceEditor, type FactEditor } from '../details/fact-editor.ts';
import { useFactWords } from '../details/use-fact-words.tsx';
import { useFieldSave } from '../details/use-field-save.ts';

/** All facts of a ticket, each to be changed in its place. */
export function TicketDetails({ row }: { readonly row: TicketRow }) {
  const { t } = useTranslation('records');
  const { t: vocabulary } = useTranslation('vocabulary');
  const words = useFactWords();
  const save = useFieldSave('ticket', api.ticket, row);
  const categories = useTicketCategories();
  const teams = useTeams();
  const may = row.abilities.update;
  const text = (key: 'requesterName' | 'requesterEmail', kind: 'text' | 'email'): FactEditor | undefined =>
    may ? { kind, value: row[key], save: (value) => save({ [key]: value }) } : undefined;
  const named = (
    key: 'categoryId' | 'teamId',
    options: readonly { readonly id: string; readonly name: string }[] | undefined,
  ) =>
    may && options
      ? choiceEditor(
          row[key] ?? '',
          options.map(({ id, name }) => ({ value: id, label: name })),
          (id) => save({ [key]: id }),
        )
      : undefined;
  const priorities = ticketPriorities.map((value) => ({ value, label: vocabulary(`priority.${value}`) }));
  const channels = ticketChannels.map((value) => ({ value, label: vocabulary(`ticketChannel.${value}`) }));
  const statuses = (['open', 'pending'] as const).map((value) => ({
    value,
    label: vocabulary(`ticketStatus.${value}`),
  }));
  const isWorkedOn = row.status === 'open' || row.status === 'pending';
  return (
    <RecordStream>
      <EditableFacts
        title={t('group.facts')}
        facts={[
          {
            id: 'subject',
            label: vocabulary('field.subject'),
            value: words.words(row.subject),
            editor: may
              ? { kind: 'text', value: row.subject, save: (next) => save(next === null ? {} : { subject: next }) }
              : undefined,
          },
          {
            id: 'status',
            label: vocabulary('field.status'),
            value: vocabulary(`ticketStatus.${row.status}`),
            editor:
              may && isWorkedOn
                ? choiceEditor(row.status === 'pending' ? 'pending' : 'open', statuses, (status) => save({ status }))
                : undefined,
          },
          {
            id: 'priority',
            label: vocabulary('field.priority'),
            value: vocabulary(`priority.${row.priority}`),
            editor: may ? choiceEditor(row.priority, priorities, (priority) => save({ priority })) : undefined,
          },
          {
            id: 'category',
            label: vocabulary('field.category'),
            value: words.words(row.category?.name ?? null),
            editor: named('categoryId', categories),
          },
          {
            id: 'team',
            label: vocabulary('field.team'),
            value: words.words(row.team?.name ?? null),
            editor: named('teamId', teams),
          },
          {
            id: 'owner',
            label: vocabulary('field.owner'),
            value: words.person(row.assignee),
            editor: row.abilities.assign
              ? { kind: 'person', value: row.assignee, save: (assignedTo) => save({ assignedTo }) }
              : undefined,
          },
          { id: 'sla', label: vocabulary('field.slaPolicy'), value: words.words(row.slaPolicy?.name ?? null) },
        ]}
      />
      <EditableFacts
        title={t('group.customer')}
        facts={[
          {
            id: 'contact',
            label: vocabulary('field.contact'),
            value: words.contact(row.contact),
            editor: may ? { kind: 'contact', value: row.contact, save: (contactId) => save({ contactId }) } : undefined,
          },
          {
            id: 'account',
            label: vocabulary('field.account'),
            value: words.account(row.account),
            editor: may ? { kind: 'account', value: row.account, save: (accountId) => save({ accountId }) } : undefined,
          },
          {
            id: 'requesterName',
            label: vocabulary('field.requesterName'),
            value: words.words(row.requesterName),
            editor: text('requesterName', 'text'),
          },
          {
            id: 'requesterEmail',
            label: vocabulary('field.requesterEmail'),
            value: words.latin(row.requesterEmail),
            editor: text('requesterEmail', 'email'),
          },
          {
            id: 'channel',
            label: vocabulary('field.channel'),
            value: vocabulary(`ticketChannel.${row.channel}`),
            editor: may ? choiceEditor(row.channel, channels, (channel) => save({ channel })) : undefined,
          },
          {
            id: 'language',
            label: vocabulary('field.language'),
            value: words.words(row.language && localeNames[row.language]),
          },
        ]}
      />
      <CustomFacts resource="ticket" row={row} save={save} />
      <EditableFacts title={t('group.system')} facts={words.system(row)} />
    </RecordStream>
  );
}
