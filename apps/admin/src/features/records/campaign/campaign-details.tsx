import { RecordStream } from '@crm/ui/layout/record-layout';
import { useTranslation } from 'react-i18next';
import { campaignChannels, type CampaignRow } from '@crm/domain/campaign/campaign';
import { api } from '#admin/lib/trpc.ts';
import { MoneyCell } from '#admin/resource/list/cells.tsx';
import { CustomFacts } from '../details/custom-facts.tsx';
import { EditableFacts } from '../details/editable-facts.tsx';
import { choiceEditor, type FactEditor } from '../details/fact-editor.ts';
import { useFactWords } from '../details/use-fact-words.tsx';
import { useFieldSave } from '../details/use-field-save.ts';

/** All facts of a campaign, each to be changed in its place. */
export function CampaignDetails({ row }: { readonly row: CampaignRow }) {
  const { t } = useTranslation('records');
  const { t: own } = useTranslation('campaign');
  const { t: vocabulary } = useTranslation('vocabulary');
  const words = useFactWords();
  const save = useFieldSave('campaign', api.campaign, row);
  const may = row.abilities.update;
  const day = (key: 'startsOn' | 'endsOn'): FactEditor | undefined =>
    may ? { kind: 'date', value: row[key], save: (value) => save({ [key]: value }) } : undefined;
  const money = (key: 'budgetMinor' | 'actualCostMinor'): FactEditor | undefined =>
    may
      ? {
          kind: 'money',
          value: row[key],
          currency: row.currency,
          save: ({ amountMinor, currency }) => save({ [key]: amountMinor, currency }),
        }
      : undefined;
  const channels = campaignChannels.map((value) => ({ value, label: vocabulary(`campaignChannel.${value}`) }));
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
            id: 'channel',
            label: vocabulary('field.channel'),
            value: vocabulary(`campaignChannel.${row.channel}`),
            editor: may ? choiceEditor(row.channel, channels, (channel) => save({ channel })) : undefined,
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
            id: 'segment',
            label: vocabulary('field.segment'),
            value: row.segment ? vocabulary(`plural.${row.segment.of}`) : words.words(null),
          },
          {
            id: 'utm',
            label: vocabulary('field.utmCampaign'),
            value: words.latin(row.utmCampaign),
            editor: may
              ? { kind: 'text', value: row.utmCampaign, save: (utmCampaign) => save({ utmCampaign }) }
              : undefined,
          },
        ]}
      />
      <EditableFacts
        title={own('money')}
        facts={[
          {
            id: 'budget',
            label: vocabulary('field.plannedBudget'),
            value: <MoneyCell amountMinor={row.budgetMinor} currency={row.currency} />,
            editor: money('budgetMinor'),
          },
          {
            id: 'cost',
            label: vocabulary('field.actualCost'),
            value: <MoneyCell amountMinor={row.actualCostMinor} currency={row.currency} />,
            editor: money('actualCostMinor'),
          },
          {
            id: 'starts',
            label: vocabulary('field.startsOn'),
            value: words.day(row.startsOn),
            editor: day('startsOn'),
          },
          { id: 'ends', label: vocabulary('field.endsOn'), value: words.day(row.endsOn), editor: day('endsOn') },
        ]}
      />
      <CustomFacts resource="campaign" row={row} save={save} />
      <EditableFacts title={t('group.system')} facts={words.system(row)} />
    </RecordStream>
  );
}
