import { RecordStream } from '@crm/ui/layout/record-layout';
import { localeNames } from '@crm/ui/i18n/locale';
import { useTranslation } from 'react-i18next';
import { languages } from '@crm/domain/contact/contact';
import type { QuoteRow } from '@crm/domain/quote/quote';
import { api } from '#admin/lib/trpc.ts';
import { MomentCell } from '#admin/resource/list/cells.tsx';
import { CustomFacts } from '../details/custom-facts.tsx';
import { EditableFacts } from '../details/editable-facts.tsx';
import { choiceEditor } from '../details/fact-editor.ts';
import { useFactWords } from '../details/use-fact-words.tsx';
import { useFieldSave } from '../details/use-field-save.ts';

const spoken = languages.map((value) => ({ value, label: localeNames[value] }));

/** The terms of a quote, each to be changed in its place while it may, and what happened to it. */
export function QuoteDetails({ row }: { readonly row: QuoteRow }) {
  const { t } = useTranslation('records');
  const { t: own } = useTranslation('quotes');
  const { t: vocabulary } = useTranslation('vocabulary');
  const words = useFactWords();
  const save = useFieldSave('quote', api.quote, row);
  const may = row.abilities.update;
  return (
    <RecordStream>
      <EditableFacts
        title={own('terms')}
        facts={[
          {
            id: 'contact',
            label: vocabulary('field.contact'),
            value: words.words(row.contact?.name ?? null),
            editor: may ? { kind: 'contact', value: row.contact, save: (contactId) => save({ contactId }) } : undefined,
          },
          { id: 'opportunity', label: own('opportunity'), value: words.words(row.opportunity?.name ?? null) },
          { id: 'currency', label: vocabulary('field.currency'), value: words.latin(row.currency) },
          {
            id: 'validUntil',
            label: own('validUntil'),
            value: words.day(row.validUntil),
            editor: may
              ? { kind: 'date', value: row.validUntil, save: (validUntil) => save({ validUntil }) }
              : undefined,
          },
          {
            id: 'language',
            label: own('documentLanguage'),
            value: localeNames[row.language],
            editor: may ? choiceEditor(row.language, spoken, (language) => save({ language })) : undefined,
          },
          {
            id: 'notes',
            label: own('notes'),
            value: words.words(row.notes),
            editor: may ? { kind: 'prose', value: row.notes, save: (notes) => save({ notes }) } : undefined,
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
        title={own('course')}
        facts={[
          { id: 'sent', label: own('sentAt'), value: <MomentCell at={row.sentAt} as="appointment" /> },
          { id: 'closed', label: own('closedAt'), value: <MomentCell at={row.closedAt} as="appointment" /> },
          { id: 'why', label: own('reason.decline'), value: words.words(row.declineReason) },
        ]}
      />
      <CustomFacts resource="quote" row={row} save={save} />
      <EditableFacts title={t('group.system')} facts={words.system(row)} />
    </RecordStream>
  );
}
