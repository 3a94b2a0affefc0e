import { FormGrid } from '@crm/ui/fields/form-grid';
import { TextField } from '@crm/ui/fields/text-field';
import { localeNames } from '@crm/ui/i18n/locale';
import type { CustomFieldRow } from '@crm/domain/custom-field/custom-field';

type Label = CustomFieldRow['label'];
const languages = ['en', 'ru', 'ar'] as const;

interface LabelFieldsProps {
  /** How the fields are called: `label`, `options.0.label`. */
  readonly name: string;
  readonly legend: string;
  readonly errors: Readonly<Record<string, string>>;
  readonly value: Label;
  readonly onChange: (label: Label) => void;
}

/** A name in English, which is needed, and in the other languages. */
export function LabelFields({ name, legend, errors, value, onChange }: LabelFieldsProps) {
  return (
    <FormGrid>
      {languages.map((language) => (
        <TextField
          key={language}
          name={`${name}.${language}`}
          label={`${legend}, ${localeNames[language]}`}
          required={language === 'en'}
          maxLength={100}
          error={errors[`${name}.${language}`]}
          value={value[language] ?? ''}
          onChange={(words) =>
            onChange(language === 'en' ? { ...value, en: words } : withWords(value, language, words))
          }
        />
      ))}
    </FormGrid>
  );
}

/** An emptied name is left out: the English one stands in for it. */
function withWords(label: Label, language: 'ru' | 'ar', words: string): Label {
  const { [language]: _old, ...others } = label;
  return words === '' ? others : { ...others, [language]: words };
}
