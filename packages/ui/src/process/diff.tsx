import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { VisuallyHidden } from '../a11y/visually-hidden.tsx';
import { Icon } from '../icons/icon.tsx';
import classes from './diff.module.css';

interface DiffProps {
  readonly field?: string;
  readonly from?: ReactNode;
  readonly to: ReactNode;
  /** The old value stays valid as a word: a stage that was left. Not struck through. */
  readonly isMove?: boolean;
  /** "and 2 more". */
  readonly more?: ReactNode;
}

/** A value that changed: old, arrow along the line of reading, new. */
export function Diff({ field, from, to, isMove = false, more }: DiffProps) {
  const { t } = useTranslation('ui');
  const Old = isMove ? Fragment : 's';
  return (
    <p className={classes.diff}>
      {field && <span>{field}</span>}
      {from !== undefined && (
        <>
          <VisuallyHidden>{t('diff.from')}</VisuallyHidden>
          <Old>{from}</Old>
        </>
      )}
      <Icon name="arrow" size={12} />
      <VisuallyHidden>{t('diff.to')}</VisuallyHidden>
      <span>{to}</span>
      {more && <span className={classes.more}>{more}</span>}
    </p>
  );
}
