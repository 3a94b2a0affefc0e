import { VisuallyHidden } from '@crm/ui/a11y/visually-hidden';
import { Avatar } from '@crm/ui/data/avatar';
import { Text } from '@crm/ui/data/text';
import { colorSchemes, useColorScheme } from '@crm/ui/hooks/use-color-scheme';
import { densities, useDensity } from '@crm/ui/hooks/use-density';
import { useLocale } from '@crm/ui/hooks/use-locale';
import { smallScreen, useMedia } from '@crm/ui/hooks/use-media';
import { localeNames, locales } from '@crm/ui/i18n/locale';
import { Menu, type MenuGroup } from '@crm/ui/overlays/menu';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { paths } from '#admin/app/paths.ts';
import { useShellData } from '#admin/app/shell-data.ts';
import classes from './user-menu.module.css';

/** Who is signed in; colours, density, and on a phone the language; the way out. */
export function UserMenu() {
  const { t } = useTranslation('app');
  const navigate = useNavigate();
  const { session, onSignOut } = useShellData();
  const { colorScheme, setColorScheme } = useColorScheme();
  const { density, setDensity } = useDensity();
  const { locale, setLocale } = useLocale();
  const isSmall = useMedia(smallScreen);

  const languages: MenuGroup = {
    id: 'language',
    label: t('language'),
    entries: locales.map((option) => ({
      id: `language-${option}`,
      label: localeNames[option],
      checked: option === locale,
      onSelect: () => void setLocale(option),
    })),
  };
  const groups: readonly MenuGroup[] = [
    {
      id: 'theme',
      label: t('theme.label'),
      entries: colorSchemes.map((option) => ({
        id: `theme-${option}`,
        label: t(`theme.${option}`),
        checked: option === colorScheme,
        onSelect: () => setColorScheme(option),
      })),
    },
    {
      id: 'density',
      label: t('density.label'),
      entries: densities.map((option) => ({
        id: `density-${option}`,
        label: t(`density.${option}`),
        checked: option === density,
        onSelect: () => setDensity(option),
      })),
    },
    ...(isSmall ? [languages] : []),
    {
      id: 'out',
      entries: [
        {
          id: 'notifications',
          label: t('bell.settings'),
          icon: 'bell',
          onSelect: () => void navigate(paths.notificationSettings),
        },
        { id: 'sign-out', label: t('signOut'), icon: 'external', onSelect: onSignOut },
      ],
    },
  ];

  return (
    <Menu
      label={t('yourAccount')}
      groups={groups}
      head={
        <div className={classes.who}>
          <b>{session.name}</b>
          <Text as="p" size="sm" level={2}>
            {t(`role.${session.role}`)}, <bdi>{session.email}</bdi>
          </Text>
        </div>
      }
      target={
        <button type="button" className={classes.target}>
          <Avatar name={session.name} size="large" />
          <VisuallyHidden>{t('yourAccountOf', { name: session.name })}</VisuallyHidden>
        </button>
      }
    />
  );
}
