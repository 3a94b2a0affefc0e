import { VisuallyHidden } from '@crm/ui/a11y/visually-hidden';
import { useFormat } from '@crm/ui/hooks/use-format';
import { Icon } from '@crm/ui/icons/icon';
import { Menu } from '@crm/ui/overlays/menu';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { navEntries } from '#admin/app/navigation.ts';
import { useShellData } from '#admin/app/shell-data.ts';
import { useMay } from '#admin/lib/session.ts';
import classes from './tab-bar.module.css';

const tabs = ['home', 'accounts', 'opportunities', 'processes'] as const;

/** The navigation of a phone: the four places used most, and a menu with the others. */
export function TabBar() {
  const { t } = useTranslation('app');
  const format = useFormat();
  const { counts } = useShellData();
  const may = useMay();
  const allowed = navEntries.filter((entry) => !entry.permission || may(entry.permission));
  const shown = tabs.flatMap((id) => allowed.filter((entry) => entry.id === id));
  const folded = allowed.filter((entry) => !shown.includes(entry));
  return (
    <nav className={classes.bar} aria-label={t('navigationSmall')}>
      {shown.map((entry) => (
        <NavLink key={entry.id} to={entry.href} end={entry.href === '/'} className={classes.tab}>
          <Icon name={entry.icon} size={20} />
          <span className={classes.label}>{t(`tab.${entry.id}`)}</span>
          {entry.id === 'home' && counts.needsYou ? (
            <span className={classes.need}>
              {format.count(counts.needsYou, 99)}
              <VisuallyHidden>{t('count.needsYou', { count: counts.needsYou })}</VisuallyHidden>
            </span>
          ) : null}
        </NavLink>
      ))}
      <Menu
        label={t('tab.more')}
        groups={[
          {
            id: 'more',
            entries: folded.map((entry) => ({
              id: entry.id,
              label: t(`nav.${entry.id}`),
              icon: entry.icon,
              href: entry.href,
            })),
          },
        ]}
        target={
          <button type="button" className={classes.tab}>
            <Icon name="menu" size={20} />
            <span className={classes.label}>{t('tab.more')}</span>
          </button>
        }
      />
    </nav>
  );
}
