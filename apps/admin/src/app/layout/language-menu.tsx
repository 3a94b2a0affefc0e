import { Button } from '@crm/ui/controls/button';
import { IconButton } from '@crm/ui/controls/icon-button';
import { useLocale } from '@crm/ui/hooks/use-locale';
import { localeNames, locales } from '@crm/ui/i18n/locale';
import { Menu } from '@crm/ui/overlays/menu';
import { useTranslation } from 'react-i18next';

/** The languages, each in its own words. With `labelled` the button names the one in use. */
export function LanguageMenu({ labelled = false }: { readonly labelled?: boolean }) {
  const { t } = useTranslation('app');
  const { locale, setLocale } = useLocale();
  return (
    <Menu
      label={t('language')}
      target={
        labelled ? (
          <Button variant="ghost" icon="globe">
            {localeNames[locale]}
          </Button>
        ) : (
          <IconButton icon="globe" variant="ghost" label={t('language')} />
        )
      }
      groups={[
        {
          id: 'languages',
          entries: locales.map((option) => ({
            id: option,
            label: localeNames[option],
            checked: option === locale,
            onSelect: () => void setLocale(option),
          })),
        },
      ]}
    />
  );
}
