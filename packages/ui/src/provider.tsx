import { DirectionContext, localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { useEffect, useMemo, useState, useSyncExternalStore, type ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { densities, DensityContext, type Density } from './hooks/use-density.ts';
import { LocaleContext } from './hooks/use-locale.ts';
import { readPreference, writePreference } from './hooks/preference.ts';
import { i18n } from './i18n/i18n.ts';
import { directionOf, isLocale, type Locale } from './i18n/locale.ts';
import { TooltipLayer } from './overlays/tooltip-layer.tsx';
import { theme } from './theme.ts';

const colorSchemes = localStorageColorSchemeManager({ key: 'gx-color-scheme' });

/** Where the choice of language is kept; the page's first script reads it before the first paint. */
export const localeKey = 'gx-locale';
const densityKey = 'gx-density';

function useI18nLocale(): Locale {
  const language = useSyncExternalStore(
    (changed) => {
      i18n.on('languageChanged', changed);
      return () => i18n.off('languageChanged', changed);
    },
    () => i18n.language,
  );
  return isLocale(language) ? language : 'en';
}

async function setLocale(locale: Locale): Promise<void> {
  await i18n.changeLanguage(locale);
  writePreference(localeKey, locale);
}

/** Theme, colour scheme (light, dark, system), density, language and direction of the page. */
export function UiProvider({ children }: { readonly children: ReactNode }) {
  const locale = useI18nLocale();
  const dir = directionOf(locale);
  const [density, setDensity] = useState<Density>(() => readPreference(densityKey, densities) ?? 'standard');

  useEffect(() => {
    document.documentElement.lang = locale;
    document.documentElement.dir = dir;
  }, [locale, dir]);

  useEffect(() => {
    document.documentElement.dataset['density'] = density;
    writePreference(densityKey, density);
  }, [density]);

  const direction = useMemo(
    // The language decides the direction; nothing else may.
    () => ({ dir, setDirection: () => {}, toggleDirection: () => {} }),
    [dir],
  );
  const localeControl = useMemo(() => ({ locale, setLocale }), [locale]);
  const densityControl = useMemo(() => ({ density, setDensity }), [density]);

  return (
    <I18nextProvider i18n={i18n}>
      <DirectionContext value={direction}>
        <MantineProvider
          theme={theme}
          colorSchemeManager={colorSchemes}
          defaultColorScheme="auto"
          // Both would be <style> tags; our own files carry what they hold.
          withCssVariables={false}
          withGlobalClasses={false}
        >
          <LocaleContext value={localeControl}>
            <DensityContext value={densityControl}>
              {children}
              <TooltipLayer />
            </DensityContext>
          </LocaleContext>
        </MantineProvider>
      </DirectionContext>
    </I18nextProvider>
  );
}
