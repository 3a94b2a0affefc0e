import { useColorScheme } from '@crm/ui/hooks/use-color-scheme';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { navEntries } from '#admin/app/navigation.ts';
import { paths } from '#admin/app/paths.ts';
import { useMay } from '#admin/lib/session.ts';
import { useCommands } from './use-commands.ts';

interface ShellVerbs {
  readonly openPalette: () => void;
  readonly openShortcuts: () => void;
}

/** The commands that are there on every page: go to, search, theme, help. */
export function useShellCommands({ openPalette, openShortcuts }: ShellVerbs): void {
  const { t } = useTranslation('app');
  const navigate = useNavigate();
  const may = useMay();
  const { cycle } = useColorScheme();
  useCommands([
    ...navEntries
      .filter((entry) => !entry.permission || may(entry.permission))
      .map((entry) => ({
        id: `goto.${entry.id}`,
        label: t(`nav.${entry.id}`),
        section: 'goto' as const,
        icon: entry.icon,
        shortcut: `KeyG ${entry.goKey}`,
        run: () => void navigate(entry.href),
      })),
    ...(may('notification:read')
      ? [
          {
            id: 'goto.notifications',
            label: t('bell.title'),
            section: 'goto' as const,
            icon: 'bell' as const,
            shortcut: 'KeyG KeyW',
            run: () => void navigate(paths.notifications),
          },
        ]
      : []),
    {
      id: 'shell.search',
      label: t('command.search'),
      section: 'action',
      icon: 'search',
      shortcut: 'Mod+KeyK',
      run: openPalette,
    },
    { id: 'shell.theme', label: t('command.theme'), section: 'action', icon: 'theme', run: cycle },
    {
      id: 'shell.shortcuts',
      label: t('command.shortcuts'),
      section: 'action',
      icon: 'key',
      shortcut: '?',
      run: openShortcuts,
    },
  ]);
}
