import { RecordStream } from '@crm/ui/layout/record-layout';
import { useTranslation } from 'react-i18next';
import { accountStatuses, type AccountRow } from '@crm/domain/account/account';
import { api } from '#admin/lib/trpc.ts';
import { CustomFacts } from '../details/custom-facts.tsx';
import { EditableFacts } from '../details/editable-facts.tsx';
import { choiceEditor, type FactEditor } from '../details/fact-editor.ts';
import { useFactWords } from '../details/use-fact-words.tsx';
import { useFieldSave } from '../details/use-field-save.ts';

type TextKey = 'company' | 'taxId' | 'industry' | 'email' | 'phone' | 'website';

/** All facts of an account, each to be changed in its place. */
export function AccountDetails({ row }: { readonly row: AccountRow }) {
  const { t } = useTranslation('records');
  const { t: vocabulary } = useTranslation('vocabulary');
  const words = useFactWords();
  const save = useFieldSave('account', api.account, row);
  const may = row.abilities.update;
  const text = (key: TextKey, kind: 'text' | 'email' | 'tel' | 'url' = 'text'): FactEditor | undefined =>
    may ? { kind, value: row[key], save: (value) => save({ [key]: value }) } : undefined;
  const statuses = accountStatuses.map((value) => ({ value, label: vocabulary(`accountStatus.${value}`) }));
  return (
    <RecordStream>
      <EditableFacts
        title={t('group.facts')}
        facts={[
          {
            id: 'name',
            label: vocabulary('field.title'),
            value: words.words(row.name),
            editor: may
              ? { kind: 'text', value: row.name, save: (name) => save(name === null ? {} : { name }) }
              : undefined,
          },
          {
            id: 'status',
            label: vocabulary('field.status'),
            value: vocabulary(`accountStatus.${row.status}`),
            editor: may ? choiceEditor(row.status, statuses, (status) => save({ status })) : undefined,
          },
          {
            id: 'owner',
            label: vocabulary('field.owner'),
            value: words.person(row.assignee),
            editor: row.abilities.assign
              ? { kind: 'person', value: row.assignee, save: (assignedTo) => save({ assignedTo }) }
              : undefined,
          },
          {
            id: 'industry',
            label: vocabulary('field.industry'),
            value: words.words(row.industry),
            editor: text('industry'),
          },
          { id: 'taxId', label: vocabulary('field.taxId'), value: words.latin(row.taxId), editor: text('taxId') },
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
          ...(['billingAddress', 'shippingAddress'] as const).map((id) => ({
            id,
            label: vocabulary(`field.${id}`),
            value: words.words(inOneLine(row[id])),
          })),
        ]}
      />
      <CustomFacts resource="account" row={row} save={save} />
      <EditableFacts title={t('group.system')} facts={words.system(row)} />
    </RecordStream>
  );
}

function inOneLine(address: AccountRow['billingAddress']): string | null {
  return address && [address.line1, address.postalCode, address.city, address.country].filter(Boolean).join(', ');
}
