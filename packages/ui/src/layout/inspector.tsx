import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../controls/icon-button.tsx';
import { Kbd } from '../controls/kbd.tsx';
import classes from './inspector.module.css';

interface InspectorProps {
  readonly label: string;
  /** On the well instead of the sheet: beside a record. */
  readonly sunken?: boolean;
  readonly children: ReactNode;
}

/** The panel at the end of a page: a preview, or what belongs to a record. */
export function Inspector({ label, sunken, children }: InspectorProps) {
  return (
    <aside className={classes.inspector} data-sunken={sunken || undefined} aria-label={label}>
      {children}
    </aside>
  );
}

interface PreviewBarProps {
  readonly onPrevious: () => void;
  readonly onNext: () => void;
  readonly onOpen: () => void;
  readonly onClose: () => void;
}

/** The head of a preview: previous, next, open the page, close. */
export function PreviewBar({ onPrevious, onNext, onOpen, onClose }: PreviewBarProps) {
  const { t } = useTranslation('ui');
  return (
    <div className={classes.bar}>
      <span className={classes.barLabel}>
        {t('preview.label')} <Kbd keys={t('key.space')} />
      </span>
      <IconButton icon="chevron-up" size="small" variant="ghost" label={t('preview.previous')} onClick={onPrevious} />
      <IconButton icon="chevron-down" size="small" variant="ghost" label={t('preview.next')} onClick={onNext} />
      <IconButton icon="external" size="small" variant="ghost" label={t('preview.open')} onClick={onOpen} />
      <IconButton icon="close" size="small" variant="ghost" label={t('preview.close')} onClick={onClose} />
    </div>
  );
}

interface PreviewHeadProps {
  readonly mark: ReactNode;
  readonly title: string;
  readonly detail?: ReactNode;
  readonly badge?: ReactNode;
  readonly actions?: ReactNode;
}

/** Whom the preview is of, and what can be done from here. */
export function PreviewHead({ mark, title, detail, badge, actions }: PreviewHeadProps) {
  return (
    <div className={classes.head}>
      <div className={classes.who}>
        {mark}
        <div className={classes.names}>
          <h2 className={classes.title} dir="auto">
            {title}
          </h2>
          {detail && <p className={classes.detail}>{detail}</p>}
        </div>
        {badge}
      </div>
      {actions && <div className={classes.actions}>{actions}</div>}
    </div>
  );
}
