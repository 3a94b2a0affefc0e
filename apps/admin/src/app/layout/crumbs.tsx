import { Anchor } from '@crm/ui/controls/link';
import { Icon } from '@crm/ui/icons/icon';
import { Fragment, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './crumbs.module.css';
import type { Crumb } from './page-state.ts';
import { WorkspaceName } from './workspace-name.tsx';

interface CrumbsProps {
  readonly crumbs: readonly Crumb[];
  readonly slotRef: Ref<HTMLSpanElement>;
}

/** The path to the page. A phone shows the way back instead, or the workspace on a first page. */
export function Crumbs({ crumbs, slotRef }: CrumbsProps) {
  const { t } = useTranslation('app');
  const parent = crumbs.findLast((crumb) => crumb.href !== undefined);
  return (
    <nav className={classes.crumbs} aria-label={t('path')}>
      <ol className={classes.path}>
        {crumbs.map((crumb, index) => (
          <Fragment key={`${crumb.label} ${crumb.href ?? ''}`}>
            {index > 0 && (
              <li className={classes.arrow} aria-hidden="true">
                <Icon name="chevron-end" size={12} />
              </li>
            )}
            <li className={classes.step} aria-current={index === crumbs.length - 1 ? 'page' : undefined} dir="auto">
              {crumb.href ? <Anchor href={crumb.href}>{crumb.label}</Anchor> : crumb.label}
            </li>
          </Fragment>
        ))}
      </ol>
      <span className={classes.slot} ref={slotRef} />
      <div className={classes.small}>
        {parent?.href ? (
          <Anchor href={parent.href} className={classes.back}>
            <Icon name="chevron-start" size={20} />
            <span className={classes.cut}>{parent.label}</span>
          </Anchor>
        ) : (
          <WorkspaceName />
        )}
      </div>
    </nav>
  );
}
