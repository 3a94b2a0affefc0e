import { use, useEffect, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { PageStateContext, type Crumb } from './page-state.ts';
import classes from './page.module.css';

interface PageProps {
  /** The title of the document; said to screen readers when the page is opened. */
  readonly title: string;
  /** The path to the page, ending with the page itself. */
  readonly crumbs?: readonly Crumb[];
  readonly children: ReactNode;
}

/** A page inside the shell: the outermost element of every page. */
export function Page({ title, crumbs, children }: PageProps) {
  const { t } = useTranslation('app');
  const { setCrumbs } = use(PageStateContext);
  useEffect(() => setCrumbs(crumbs ?? [{ label: title }]));
  return (
    <div className={classes.page}>
      <title>{`${title} · ${t('product')}`}</title>
      {children}
    </div>
  );
}

/** Draws behind the path in the top bar: "4 of 37", previous and next. */
export function CrumbsEnd({ children }: { readonly children: ReactNode }) {
  const { slot } = use(PageStateContext);
  return slot && createPortal(children, slot);
}
