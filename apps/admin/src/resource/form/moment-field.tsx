import { DateField } from '@crm/ui/fields/date-field';
import { FormGrid } from '@crm/ui/fields/form-grid';
import { TextField } from '@crm/ui/fields/text-field';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

/** When only a day is chosen: the start of the working day. */
const usualTime = '09:00';

interface MomentFieldProps {
  readonly name: string;
  readonly label: string;
  readonly error: string | undefined;
  /** ISO 8601. */
  readonly value: string | undefined;
  readonly onChange: (moment: string | undefined) => void;
  readonly required?: boolean;
}

/** A day and a time where the reader is. */
export function MomentField(props: MomentFieldProps) {
  const { name, label, error, value, onChange, required = false } = props;
  const { t } = useTranslation('resource');
  const [draft, setDraft] = useState<string | undefined>();
  const local = value === undefined ? undefined : toLocal(value);
  const time = draft ?? local?.time ?? '';

  return (
    <FormGrid columns={2}>
      <DateField
        label={label}
        name={name}
        error={error}
        required={required}
        value={local?.day}
        onChange={(day) => onChange(day === undefined ? undefined : toIso(day, local?.time ?? usualTime))}
      />
      <TextField
        label={t('form.timeOf', { field: label })}
        value={time}
        placeholder={usualTime}
        disabled={local === undefined}
        onChange={(text) => {
          setDraft(text);
          const read = readTime(text);
          if (read !== undefined && local) onChange(toIso(local.day, read));
        }}
        onBlur={() => setDraft(undefined)}
      />
    </FormGrid>
  );
}

/** Reads 9, 930, 9:30 and 9.30 as a time of the day. */
function readTime(text: string): string | undefined {
  const found = /^(\d{1,2})(?:[:.]?(\d{2}))?$/u.exec(text.trim());
  const hours = Number(found?.[1]);
  const minutes = Number(found?.[2] ?? 0);
  if (!found || hours > 23 || minutes > 59) return undefined;
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

function toLocal(iso: string): { readonly day: string; readonly time: string } {
  const moment = new Date(iso);
  const two = (part: number) => String(part).padStart(2, '0');
  return {
    day: `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`,
    time: `${two(moment.getHours())}:${two(moment.getMinutes())}`,
  };
}

function toIso(day: string, time: string): string {
  return new Date(`${day}T${time}`).toISOString();
}
