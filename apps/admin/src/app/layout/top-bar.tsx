import { IconButton } from '@crm/ui/controls/icon-button';
import { Dot } from '@crm/ui/data/dot';
import { useColorScheme } from '@crm/ui/hooks/use-color-scheme';
import { useTranslation } from 'react-i18next';
import type { Ref } from 'react';
import { shortcutKeys } from '#admin/app/commands/shortcut.ts';
import { useShellData } from '#admin/app/shell-data.ts';
import { Bell } from './bell.tsx';
import { Crumbs } from './crumbs.tsx';
import { LanguageMenu } from './language-menu.tsx';
import type { Crumb } from './page-state.ts';
import classes from './top-bar.module.css';
import { UserMenu } from './user-menu.tsx';

interface TopBarProps {
  readonly crumbs: readonly Crumb[];
  readonly slotRef: Ref<HTMLSpanElement>;
  readonly onSearch: () => void;
}

const tones = { live: 'good', connecting: 'warn', offline: 'bad' } as const;

/** Where one is, whether the page is live, and what concerns the person. */
export function TopBar({ crumbs, slotRef, onSearch }: TopBarProps) {
  const { t } = useTranslation('app');
  const { connection } = useShellData();
  const { colorScheme, cycle } = useColorScheme();
  return (
    <header className={classes.bar}>
      <Crumbs crumbs={crumbs} slotRef={slotRef} />
      <div className={classes.end}>
        <span className={classes.live} role="status">
          <Dot tone={tones[connection]} />
          {t(`connection.${connection}`)}
        </span>
        <span className={classes.wideOnly}>
          <IconButton
            icon="theme"
            variant="ghost"
            label={t('themeNow', { theme: t(`theme.${colorScheme}`) })}
            onClick={cycle}
          />
        </span>
        <span className={classes.wideOnly}>
          <LanguageMenu />
        </span>
        <span className={classes.smallOnly}>
          <IconButton
            icon="search"
            variant="ghost"
            label={t('search')}
            kbd={shortcutKeys('Mod+KeyK')}
            onClick={onSearch}
          />
        </span>
        <Bell />
        <UserMenu />
      </div>
    </header>
  );
}
