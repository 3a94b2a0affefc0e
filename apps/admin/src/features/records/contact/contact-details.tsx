import { RecordStream } from '@crm/ui/layout/record-layout';
import { useTranslation } from 'react-i18next';
import type { ContactRow } from '@crm/domain/contact/contact';
import { api } from '#admin/lib/trpc.ts';
import { CustomFacts } from '../details/custom-facts.tsx';
import { EditableFacts } from '../details/editable-facts.tsx';
import type { FactEditor } from '../details/fact-editor.ts';
import { useFactWords } from '../details/use-fact-words.tsx';
import { useFieldSave } from '../details/use-field-save.ts';

type TextKey = 'firstName' | 'jobTitle' | 'email' | 'phone' | 'source';

/** All facts of a contact, each to be changed in its place. */
export function ContactDetails({ row }: { readonly row: ContactRow }) {
  const { t } = useTranslation('records');
  const { t: vocabulary } = useTranslation('vocabulary');
  const words = useFactWords();
  const save = useFieldSave('contact', api.contact, row);
  const may = row.abilities.update;
  const text = (key: TextKey, kind: 'text' | 'email' | 'tel' = 'text'): FactEditor | undefined =>
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
            editor: may
              ? { kind: 'text', value: row.lastName, save: (name) => save(name === null ? {} : { lastName: name }) }
              : undefined,
          },
          {
            id: 'jobTitle',
            label: vocabulary('field.jobTitle'),
            value: words.words(row.jobTitle),
            editor: text('jobTitle'),
          },
          {
            id: 'account',
            label: vocabulary('field.account'),
            value: words.account(row.account),
            editor: may ? { kind: 'account', value: row.account, save: (accountId) => save({ accountId }) } : undefined,
          },
          {
            id: 'owner',
            label: vocabulary('field.owner'),
            value: words.person(row.assignee),
            editor: row.abilities.assign
              ? { kind: 'person', value: row.assignee, save: (assignedTo) => save({ assignedTo }) }
              : undefined,
          },
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
          { id: 'consent', label: vocabulary('field.consent'), value: words.flag(row.consent) },
          { id: 'source', label: vocabulary('field.source'), value: words.words(row.source), editor: text('source') },
        ]}
      />
      <CustomFacts resource="contact" row={row} save={save} />
      <EditableFacts title={t('group.system')} facts={words.system(row)} />
    </RecordStream>
  );
}
