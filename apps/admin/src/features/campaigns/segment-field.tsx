import { SelectField } from '@crm/ui/fields/select-field';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CampaignRow } from '@crm/domain/campaign/campaign';
import { memberTypes } from '@crm/domain/campaign/campaign.rules';
import { contact } from '@crm/domain/contact/contact';
import { lead, leadStatuses } from '@crm/domain/lead/lead';
import { useSession } from '#admin/lib/session.ts';
import { FilterBar } from '#admin/resource/filter/filter-bar.tsx';
import type { FilterField, FilterValues } from '#admin/resource/filter/filter-field.ts';
import { toServerFilter } from '#admin/resource/filter/to-server-filter.ts';
import classes from './segment-field.module.css';

type Segment = CampaignRow['segment'];

interface SegmentFieldProps {
  readonly label: string;
  readonly error: string | undefined;
  readonly value: Segment;
  readonly onChange: (segment: Segment) => void;
}

/** Whom a campaign is for: leads or contacts, narrowed by the conditions that their lists know too. */
export function SegmentField({ label, error, value, onChange }: SegmentFieldProps) {
  const { t } = useTranslation('campaigns');
  const { t: vocabulary } = useTranslation('vocabulary');
  const session = useSession();
  const [isAdding, setAdding] = useState(false);
  const fields = useSegmentFields(value?.of);
  const [values, setValues] = useState<FilterValues>(() => valuesOf(value));

  const narrow = (of: 'lead' | 'contact', next: FilterValues) => {
    setValues(next);
    const schema = of === 'lead' ? lead.filter : contact.filter;
    onChange({ of, filter: { ...toServerFilter<object>(schema, fields, next, session) } });
  };
  return (
    <div className={classes.segment}>
      <SelectField
        label={label}
        error={error}
        hint={t('segmentHint')}
        value={value?.of ?? 'none'}
        options={[
          { value: 'none', label: t('noSegment') },
          ...memberTypes.map((of) => ({ value: of, label: vocabulary(`plural.${of}`) })),
        ]}
        onChange={(of) => {
          setValues({});
          onChange(of === 'none' ? null : { of, filter: {} });
        }}
      />
      {value && (
        <div className={classes.conditions} role="group" aria-label={t('conditions')}>
          <FilterBar
            fields={fields}
            values={values}
            onChange={(change) =>
              narrow(
                value.of,
                Object.fromEntries(
                  Object.entries({ ...values, ...change }).flatMap(([key, text]) =>
                    text === undefined ? [] : [[key, text] as const],
                  ),
                ),
              )
            }
            isAdding={isAdding}
            onAdding={setAdding}
          />
        </div>
      )}
    </div>
  );
}

function useSegmentFields(of: 'lead' | 'contact' | undefined): readonly FilterField[] {
  const { t } = useTranslation('vocabulary');
  return useMemo<readonly FilterField[]>(() => {
    const both: readonly FilterField[] = [
      { id: 'tags', kind: 'words', label: t('field.tags') },
      { id: 'assignedTo', kind: 'people', label: t('field.owner') },
      { id: 'teamId', kind: 'teams', label: t('field.team') },
    ];
    if (of === 'contact') return [{ id: 'accountId', kind: 'account', label: t('field.account') }, ...both];
    return [
      {
        id: 'status',
        kind: 'choice',
        label: t('field.status'),
        options: leadStatuses.map((value) => ({ value, label: t(`leadStatus.${value}`) })),
      },
      { id: 'source', kind: 'words', label: t('field.source') },
      { id: 'score', kind: 'range', label: t('field.score'), from: 'scoreFrom' },
      ...both,
    ];
  }, [t, of]);
}

/** A stored filter as the conditions above hold it. */
function valuesOf(segment: Segment): FilterValues {
  return Object.fromEntries(
    Object.entries(segment?.filter ?? {}).map(([key, value]) => [
      key,
      Array.isArray(value) ? value.join(',') : String(value),
    ]),
  );
}
