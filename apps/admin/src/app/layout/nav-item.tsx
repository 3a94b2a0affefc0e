import { VisuallyHidden } from '@crm/ui/a11y/visually-hidden';
import { Dot } from '@crm/ui/data/dot';
import { useFormat } from '@crm/ui/hooks/use-format';
import { Icon } from '@crm/ui/icons/icon';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import type { NavEntry } from '#admin/app/navigation.ts';
import { useShellData } from '#admin/app/shell-data.ts';
import classes from './nav-item.module.css';

function Count({ entry }: { readonly entry: NavEntry }) {
  const { t } = useTranslation('app');
  const format = useFormat();
  const { counts } = useShellData();
  if (entry.id === 'needsYou' && counts.needsYou) {
    return (
      <span className={classes.need}>
        {format.count(counts.needsYou, 99)}
        <VisuallyHidden>{t('count.needsYou', { count: counts.needsYou })}</VisuallyHidden>
      </span>
    );
  }
  if (entry.id === 'processes' && counts.troubledProcesses) {
    return (
      <span className={classes.trouble}>
        <Dot tone="warn" />
        {format.count(counts.troubledProcesses)}
        <VisuallyHidden>{t('count.troubled', { count: counts.troubledProcesses })}</VisuallyHidden>
      </span>
    );
  }
  const plain = entry.id === 'leads' ? counts.leads : entry.id === 'activities' ? counts.activities : undefined;
  return plain ? <span className={classes.count}>{format.count(plain)}</span> : null;
}

/** A place of the navigation, with its figure. */
export function NavItem({ entry }: { readonly entry: NavEntry }) {
  const { t } = useTranslation('app');
  const label = t(`nav.${entry.id}`);
  return (
    <NavLink to={entry.href} end={entry.href === '/'} className={classes.item} title={label}>
      <Icon name={entry.icon} />
      <span className={classes.label}>{label}</span>
      <Count entry={entry} />
    </NavLink>
  );
}
