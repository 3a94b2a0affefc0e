import { Button } from '@crm/ui/controls/button';
import { Calendar } from '@crm/ui/fields/calendar';
import { useFormat } from '@crm/ui/hooks/use-format';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './days-editor.module.css';
import { resolveDay } from './days.ts';
import type { DaysField, FilterValues } from './filter-field.ts';

interface DaysEditorProps {
  readonly field: DaysField;
  readonly values: FilterValues;
  readonly onChange: (values: Readonly<Record<string, string | undefined>>) => void;
}

const presets = {
  back: [
    { id: 'today', from: '0d', to: '0d' },
    { id: 'last7', from: '-6d', to: '0d' },
    { id: 'last30', from: '-29d', to: '0d' },
    { id: 'older30', from: undefined, to: '-30d' },
  ],
  ahead: [
    { id: 'past', from: undefined, to: '-1d' },
    { id: 'today', from: '0d', to: '0d' },
    { id: 'next7', from: '0d', to: '6d' },
    { id: 'next30', from: '0d', to: '29d' },
  ],
} as const;

/** From a day to a day: the usual spans by name, any other from the calendar. */
export function DaysEditor({ field, values, onChange }: DaysEditorProps) {
  const { t } = useTranslation('resource');
  const format = useFormat();
  const [end, setEnd] = useState<'from' | 'to'>('from');
  const from = values[field.from];
  const to = values[field.to];
  const days = { from: resolveDay(from), to: resolveDay(to) };

  const put = (next: { readonly from: string | undefined; readonly to: string | undefined }) =>
    onChange({ [field.from]: next.from, [field.to]: next.to });

  return (
    <div className={classes.editor}>
      <fieldset className={classes.presets} aria-label={t('filter.spans')}>
        {presets[field.looks].map((preset) => (
          <Button
            key={preset.id}
            size="small"
            aria-pressed={preset.from === from && preset.to === to}
            onClick={() => put(preset)}
          >
            {t(`span.${preset.id}`)}
          </Button>
        ))}
      </fieldset>
      <fieldset className={classes.ends} aria-label={field.label}>
        {(['from', 'to'] as const).map((side) => (
          <Button key={side} size="small" aria-pressed={side === end} onClick={() => setEnd(side)}>
            {t(`filter.${side}`, { day: days[side] ? format.date(days[side]) : t('filter.anyDay') })}
          </Button>
        ))}
      </fieldset>
      <Calendar
        key={`${end} ${days[end] ?? ''}`}
        value={days[end]}
        onChange={(day) => {
          put({ from, to, [end]: day });
          setEnd('to');
        }}
      />
    </div>
  );
}
