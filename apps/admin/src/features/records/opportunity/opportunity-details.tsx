import { Figure } from '@crm/ui/data/figure';
import { useFormat } from '@crm/ui/hooks/use-format';
import { RecordStream } from '@crm/ui/layout/record-layout';
import { useTranslation } from 'react-i18next';
import { forecastCategories, type OpportunityRow } from '@crm/domain/opportunity/opportunity';
import { api } from '#admin/lib/trpc.ts';
import { MoneyCell } from '#admin/resource/list/cells.tsx';
import { CustomFacts } from '../details/custom-facts.tsx';
import { EditableFacts } from '../details/editable-facts.tsx';
import { choiceEditor } from '../details/fact-editor.ts';
import { useFactWords } from '../details/use-fact-words.tsx';
import { useFieldSave } from '../details/use-field-save.ts';

/** All facts of a deal, each to be changed in its place; its stage is changed by moving it. */
export function OpportunityDetails({ row }: { readonly row: OpportunityRow }) {
  const { t } = useTranslation('records');
  const { t: vocabulary } = useTranslation('vocabulary');
  const format = useFormat();
  const words = useFactWords();
  const save = useFieldSave('opportunity', api.opportunity, row);
  const may = row.abilities.update;
  const forecasts = forecastCategories.map((value) => ({ value, label: vocabulary(`forecastCategory.${value}`) }));
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
            id: 'amount',
            label: vocabulary('field.amount'),
            value: <MoneyCell amountMinor={row.amountMinor} currency={row.currency} />,
            editor: may
              ? {
                  kind: 'money',
                  value: row.amountMinor,
                  currency: row.currency,
                  save: (money) => save(money),
                }
              : undefined,
          },
          { id: 'stage', label: vocabulary('field.stage'), value: words.words(row.stage.name) },
          {
            id: 'probability',
            label: vocabulary('field.probability'),
            value: <Figure>{format.percent(row.probability / 100)}</Figure>,
            editor: may
              ? {
                  kind: 'number',
                  value: row.probability,
                  save: (probability) => save(probability === null ? {} : { probability }),
                }
              : undefined,
          },
          {
            id: 'close',
            label: vocabulary('field.expectedCloseDate'),
            value: words.day(row.expectedCloseDate),
            editor: may
              ? { kind: 'date', value: row.expectedCloseDate, save: (day) => save({ expectedCloseDate: day }) }
              : undefined,
          },
          {
            id: 'forecast',
            label: vocabulary('field.forecastCategory'),
            value: vocabulary(`forecastCategory.${row.forecastCategory}`),
            editor: may
              ? choiceEditor(row.forecastCategory, forecasts, (forecastCategory) => save({ forecastCategory }))
              : undefined,
          },
          {
            id: 'account',
            label: vocabulary('field.account'),
            value: words.account(row.account),
            editor: may ? { kind: 'account', value: row.account, save: (accountId) => save({ accountId }) } : undefined,
          },
          {
            id: 'contact',
            label: vocabulary('field.primaryContact'),
            value: words.contact(row.primaryContact),
            editor: may
              ? {
                  kind: 'contact',
                  value: row.primaryContact,
                  save: (primaryContactId) => save({ primaryContactId }),
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
          ...(row.lossReason
            ? [{ id: 'loss', label: vocabulary('field.lossReason'), value: words.words(row.lossReason) }]
            : []),
        ]}
      />
      <CustomFacts resource="opportunity" row={row} save={save} />
      <EditableFacts title={t('group.system')} facts={words.system(row)} />
    </RecordStream>
  );
}
