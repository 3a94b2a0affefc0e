import { RecordStream } from '@crm/ui/layout/record-layout';
import { useTranslation } from 'react-i18next';
import type { LeadRow } from '@crm/domain/lead/lead';
import { api } from '#admin/lib/trpc.ts';
import { MoneyCell } from '#admin/resource/list/cells.tsx';
import { CustomFacts } from '../details/custom-facts.tsx';
import { EditableFacts } from '../details/editable-facts.tsx';
import type { FactEditor } from '../details/fact-editor.ts';
import { useFactWords } from '../details/use-fact-words.tsx';
import { useFieldSave } from '../details/use-field-save.ts';

type TextKey =
  | 'firstName'
  | 'lastName'
  | 'company'
  | 'jobTitle'
  | 'email'
  | 'phone'
  | 'website'
  | 'message'
  | 'sourceDetail';

/** All facts of a lead, each to be changed in its place. */
export function LeadDetails({ row }: { readonly row: LeadRow }) {
  const { t } = useTranslation('records');
  const { t: vocabulary } = useTranslation('vocabulary');
  const words = useFactWords();
  const save = useFieldSave('lead', api.lead, row);
  const may = row.abilities.update;
  const text = (key: TextKey, kind: 'text' | 'email' | 'tel' | 'url' | 'prose' = 'text'): FactEditor | undefined =>
    may ? { kind, value: row[key], save: (value) => save({ [key]: value }) } : undefined;
  return (
    <RecordStream>
      <EditableFacts
        title={t('group.facts')}
        facts={[
          {
            id: 'firstName',
            label: vocabulary('field.firstName'),
            value: words.words(row.firstName),
            editor: text('firstName'),
          },
          {
            id: 'lastName',
            label: vocabulary('field.lastName'),
            value: words.words(row.lastName),
            editor: text('lastName'),
          },
          {
            id: 'company',
            label: vocabulary('field.company'),
            value: words.words(row.company),
            editor: text('company'),
          },
          {
            id: 'jobTitle',
            label: vocabulary('field.jobTitle'),
            value: words.words(row.jobTitle),
            editor: text('jobTitle'),
          },
          {
            id: 'budget',
            label: vocabulary('field.budget'),
            value: <MoneyCell amountMinor={row.budgetMinor} currency={row.currency} />,
            editor: may
              ? {
                  kind: 'money',
                  value: row.budgetMinor,
                  currency: row.currency,
                  save: ({ amountMinor, currency }) => save({ budgetMinor: amountMinor, currency }),
                }
              : undefined,
          },
          {
            id: 'owner',
            label: vocabulary('field.owner'),
            value: words.person(row.assignee),
            editor: row.abilities.assign
              ? { kind: 'person', value: row.assignee, save: (assignedTo) => save({ assignedTo }) }
              : undefined,
          },
          ...(row.disqualifiedReason
            ? [{ id: 'why', label: vocabulary('field.disqualifiedReason'), value: words.words(row.disqualifiedReason) }]
            : []),
        ]}
      />
      <EditableFacts
        title={t('group.reach')}
        facts={[
          {
            id: 'email',
            label: vocabulary('field.email'),
            value: words.email(row.email, row.emailStatus),
            editor: text('email', 'email'),
          },
          {
            id: 'phone',
            label: vocabulary('field.phone'),
            value: words.phone(row.phone),
            editor: text('phone', 'tel'),
          },
          {
            id: 'website',
            label: vocabulary('field.website'),
            value: words.website(row.website),
            editor: text('website', 'url'),
          },
          { id: 'consent', label: vocabulary('field.consent'), value: words.flag(row.consent) },
        ]}
      />
      <EditableFacts
        title={t('group.origin')}
        facts={[
          { id: 'source', label: vocabulary('field.source'), value: words.words(row.source) },
          {
            id: 'detail',
            label: vocabulary('field.sourceDetail'),
            value: words.words(row.sourceDetail),
            editor: text('sourceDetail'),
          },
          {
            id: 'message',
            label: vocabulary('field.message'),
            value: words.words(row.message),
            editor: text('message', 'prose'),
          },
        ]}
      />
      <CustomFacts resource="lead" row={row} save={save} />
      <EditableFacts title={t('group.system')} facts={words.system(row)} />
    </RecordStream>
  );
}
