import { IconButton } from '@crm/ui/controls/icon-button';
import type { FieldProps } from '@crm/ui/fields/field';
import { LookupField } from '@crm/ui/fields/lookup-field';
import { countryCodes } from '@crm/ui/format/country';
import { useFormat } from '@crm/ui/hooks/use-format';
import { useLocale } from '@crm/ui/hooks/use-locale';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './countries-field.module.css';

interface CountriesFieldProps extends FieldProps {
  /** ISO 3166-1 alpha-2. */
  readonly value: readonly string[];
  readonly onChange: (countries: readonly string[]) => void;
}

const most = 50;

/** Several countries, found by their names in the language of the screen. */
export function CountriesField({ value, onChange, ...props }: CountriesFieldProps) {
  const { t } = useTranslation('resource');
  const format = useFormat();
  const { locale } = useLocale();
  const search = useMemo(() => {
    const named = countryCodes().map((id) => ({ id, label: format.country(id), detail: id }));
    const fold = (text: string) => text.toLocaleLowerCase(locale);
    named.sort((a, b) => a.label.localeCompare(b.label, locale));
    return (query: string) =>
      Promise.resolve(
        named
          .filter(
            ({ id, label }) => !value.includes(id) && (id === query.toUpperCase() || fold(label).includes(fold(query))),
          )
          .slice(0, most),
      );
  }, [format, locale, value]);
  return (
    <div>
      <LookupField
        {...props}
        value={undefined}
        search={search}
        onChange={(country) => country && onChange([...value, country.id])}
      />
      {value.length > 0 && (
        <ul className={classes.chosen} aria-label={props.label}>
          {value.map((id) => (
            <li key={id} className={classes.country}>
              {format.country(id)}
              <IconButton
                size="small"
                variant="ghost"
                icon="close"
                label={t('form.takeOut', { what: format.country(id) })}
                onClick={() => onChange(value.filter((other) => other !== id))}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
