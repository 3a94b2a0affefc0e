import { DateField } from '@crm/ui/fields/date-field';
import { FormGrid } from '@crm/ui/fields/form-grid';
import { NumberField } from '@crm/ui/fields/number-field';
import { SelectField } from '@crm/ui/fields/select-field';
import { TextField } from '@crm/ui/fields/text-field';
import { useTranslation } from 'react-i18next';
import { campaign, campaignChannels, type CampaignRow } from '@crm/domain/campaign/campaign';
import { useMay, useSession } from '#admin/lib/session.ts';
import { api } from '#admin/lib/trpc.ts';
import { AmountField, showAmount } from '#admin/resource/form/amount-field.tsx';
import { FormDrawer } from '#admin/resource/form/form-drawer.tsx';
import { PersonLookup } from '#admin/resource/form/lookup-fields.tsx';
import { makeFields, type FieldLabels } from '#admin/resource/form/make-fields.ts';
import { useRecordForm } from '#admin/resource/form/use-record-form.ts';
import { WithRecord } from '#admin/resource/form/with-record.tsx';
import { useFormSaved } from '#admin/resource/use-form-saved.ts';
import type { FormProps } from '#admin/resource/use-forms.ts';
import { SegmentField } from './segment-field.tsx';

type CampaignValues = Pick<
  CampaignRow,
  | 'name'
  | 'channel'
  | 'segment'
  | 'budgetMinor'
  | 'actualCostMinor'
  | 'currency'
  | 'startsOn'
  | 'endsOn'
  | 'utmCampaign'
  | 'goals'
> & { readonly assignedTo: string | null | undefined };

/** Plans a campaign, or changes one. */
export function CampaignForm({ id, preset, onClose }: FormProps) {
  return (
    <WithRecord resource="campaign" id={id} get={api.campaign.get} onClose={onClose}>
      {(row) => <Fields row={row} preset={preset} onClose={onClose} />}
    </WithRecord>
  );
}

interface FieldsProps extends Pick<FormProps, 'preset' | 'onClose'> {
  readonly row: CampaignRow | undefined;
}

function Fields({ row, preset, onClose }: FieldsProps) {
  const { t } = useTranslation('campaigns');
  const { t: frame } = useTranslation('resource');
  const { t: vocabulary } = useTranslation('vocabulary');
  const session = useSession();
  const may = useMay();
  const mayAssign = row ? row.abilities.assign : may('campaign:assign');
  const labels = useCampaignLabels();
  const form = useRecordForm({
    resource: 'campaign',
    api: api.campaign,
    definition: campaign,
    row,
    valuesOf: (of): CampaignValues => ({
      name: of?.name ?? preset['name'] ?? '',
      channel: of?.channel ?? 'email',
      segment: of?.segment ?? null,
      budgetMinor: of?.budgetMinor ?? null,
      actualCostMinor: of?.actualCostMinor ?? null,
      currency: of?.currency ?? null,
      startsOn: of?.startsOn ?? null,
      endsOn: of?.endsOn ?? null,
      utmCampaign: of?.utmCampaign ?? null,
      goals: of?.goals ?? {},
      assignedTo: of ? of.assignedTo : mayAssign ? session.id : undefined,
    }),
    onSaved: useFormSaved('campaign', onClose),
  });
  const fields = makeFields(form, labels);
  const { currency, goals, segment } = form.values;
  const money = (name: 'budgetMinor' | 'actualCostMinor') => (
    <AmountField {...fields.number(name)} currency={currency} onCurrencyChange={(code) => form.set('currency', code)} />
  );
  const setGoal = (key: 'leads' | 'converted', value: number | undefined) => {
    const { [key]: _old, ...others } = goals;
    form.set('goals', value === undefined ? others : { ...others, [key]: value });
  };

  return (
    <FormDrawer
      form={form}
      title={row ? frame('form.edit', { name: row.name }) : t('create')}
      submit={row ? frame('form.save') : t('submit')}
      labels={labels}
      show={(key, of) =>
        key === 'budgetMinor' || key === 'actualCostMinor' ? showAmount(of[key], of.currency) : undefined
      }
      onClose={onClose}
    >
      <TextField {...fields.text('name')} required maxLength={150} />
      <FormGrid columns={2}>
        <SelectField
          {...fields.choice(
            'channel',
            campaignChannels.map((value) => ({ value, label: vocabulary(`campaignChannel.${value}`) })),
          )}
        />
        {mayAssign && <PersonLookup {...fields.relation('assignedTo')} known={row?.assignee} />}
        <DateField {...fields.day('startsOn')} />
        <DateField {...fields.day('endsOn')} />
        {money('budgetMinor')}
        {money('actualCostMinor')}
      </FormGrid>
      <SegmentField
        label={labels.segment}
        error={form.errors['segment']}
        value={segment}
        onChange={(next) => form.set('segment', next)}
      />
      <TextField {...fields.words('utmCampaign')} maxLength={100} hint={t('utmHint')} />
      <FormGrid columns={2}>
        <NumberField
          label={vocabulary('field.goalLeads')}
          error={form.errors['goals']}
          value={goals.leads}
          onChange={(value) => setGoal('leads', value)}
        />
        <NumberField
          label={vocabulary('field.goalConverted')}
          value={goals.converted}
          onChange={(value) => setGoal('converted', value)}
        />
      </FormGrid>
    </FormDrawer>
  );
}

function useCampaignLabels(): FieldLabels<CampaignValues> {
  const { t } = useTranslation('vocabulary');
  return {
    name: t('field.title'),
    channel: t('field.channel'),
    segment: t('field.segment'),
    budgetMinor: t('field.plannedBudget'),
    actualCostMinor: t('field.actualCost'),
    currency: t('field.currency'),
    startsOn: t('field.startsOn'),
    endsOn: t('field.endsOn'),
    utmCampaign: t('field.utmCampaign'),
    goals: t('field.goalLeads'),
    assignedTo: t('field.owner'),
  };
}
