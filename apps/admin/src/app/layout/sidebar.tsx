import { Kbd } from '@crm/ui/controls/kbd';
import { Anchor } from '@crm/ui/controls/link';
import { Dot } from '@crm/ui/data/dot';
import { Icon } from '@crm/ui/icons/icon';
import { useTranslation } from 'react-i18next';
import { shortcutKeys } from '#admin/app/commands/shortcut.ts';
import { navEntries, navSections } from '#admin/app/navigation.ts';
import { paths } from '#admin/app/paths.ts';
import { useShellData } from '#admin/app/shell-data.ts';
import { useMay } from '#admin/lib/session.ts';
import { NavItem } from './nav-item.tsx';
import classes from './sidebar.module.css';
import { WorkspaceName } from './workspace-name.tsx';

/** The navigation of a wide screen; between 720 and 1100 px it is a strip of icons. */
export function Sidebar({ onSearch }: { readonly onSearch: () => void }) {
  const { t } = useTranslation('app');
  const { health } = useShellData();
  const may = useMay();
  const shown = navEntries.filter((entry) => !entry.permission || may(entry.permission));
  return (
    <aside className={classes.sidebar} aria-label={t('workspace')}>
      <WorkspaceName />
      <button type="button" className={classes.search} onClick={onSearch}>
        <Icon name="search" />
        <span className={classes.searchLabel}>{t('search')}</span>
        <Kbd keys={shortcutKeys('Mod+KeyK')} />
      </button>
      <nav className={classes.nav} aria-label={t('navigation')}>
        {navSections.map((section) => {
          const entries = shown.filter((entry) => entry.section === section);
          if (entries.length === 0) return null;
          return (
            <div key={section} className={classes.section}>
              {section !== 'top' && <h2 className={classes.title}>{t(`section.${section}`)}</h2>}
              <ul>
                {entries.map((entry) => (
                  <li key={entry.id}>
                    <NavItem entry={entry} />
                  </li>
                ))}
              </ul>
            </div>
          );
        })}
      </nav>
      {health && (
        <Anchor href={paths.processes} className={classes.health}>
          <Dot tone={health.tone} />
          <span className={classes.healthLabel}>{health.label}</span>
        </Anchor>
      )}
    </aside>
  );
}
