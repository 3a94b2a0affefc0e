import { Button } from '@crm/ui/controls/button';
import { Checkbox } from '@crm/ui/controls/checkbox';
import { TextField } from '@crm/ui/fields/text-field';
import { useTranslation } from 'react-i18next';
import classes from '../settings.module.css';
import { LabelFields } from './label-fields.tsx';
import type { OptionValues } from './custom-field-values.ts';

interface OptionFieldsProps {
  readonly errors: Readonly<Record<string, string>>;
  readonly value: readonly OptionValues[];
  readonly onChange: (options: readonly OptionValues[]) => void;
}

/** What a choice offers. An option that was saved is retired: records may hold it. */
export function OptionFields({ errors, value, onChange }: OptionFieldsProps) {
  const { t } = useTranslation('setup');
  const change = (at: number, changes: Partial<OptionValues>) =>
    onChange(value.map((option, index) => (index === at ? { ...option, ...changes } : option)));
  return (
    <fieldset className={classes.group}>
      <legend className={classes.legend}>{t('custom.options')}</legend>
      {errors['options'] && <p className={classes.hint}>{errors['options']}</p>}
      {value.map((option, index) => (
        // Options have no id of their own until they are saved, and never change places here.
        <div key={`option-${index}`} className={classes.group}>
          <TextField
            name={`options.${index}.key`}
            label={t('custom.optionKey', { place: index + 1 })}
            required
            disabled={option.isKept}
            maxLength={50}
            error={errors[`options.${index}.key`]}
            value={option.key}
            onChange={(key) => change(index, { key })}
          />
          <LabelFields
            name={`options.${index}.label`}
            legend={t('custom.label')}
            errors={errors}
            value={option.label}
            onChange={(label) => change(index, { label })}
          />
          {option.isKept ? (
            <Checkbox
              visibleLabel
              label={t('custom.retired')}
              checked={option.retired}
              onChange={(retired) => change(index, { retired })}
            />
          ) : (
            <span>
              <Button
                size="small"
                variant="ghost"
                icon="trash"
                onClick={() => onChange(value.filter((_, at) => at !== index))}
              >
                {t('custom.dropOption')}
              </Button>
            </span>
          )}
        </div>
      ))}
      <span>
        <Button
          size="small"
          icon="plus"
          onClick={() => onChange([...value, { key: '', label: { en: '' }, retired: false, isKept: false }])}
        >
          {t('custom.addOption')}
        </Button>
      </span>
    </fieldset>
  );
}
