import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../controls/icon-button.tsx';
import { hideToast, useToasts, type Toast } from '../hooks/use-toasts.ts';
import { Icon } from '../icons/icon.tsx';
import { StateGlyph } from '../icons/state-glyph.tsx';
import classes from './toaster.module.css';

const ringLength = 2 * Math.PI * 7;

/** A ring that empties while there is time to undo. */
function TimeRing({ seconds }: { readonly seconds: number }) {
  return (
    <svg viewBox="0 0 18 18" className={classes.ring} aria-hidden="true">
      <circle cx="9" cy="9" r="7" className={classes.ringGround} />
      <circle
        cx="9"
        cy="9"
        r="7"
        className={classes.ringLeft}
        strokeDasharray={ringLength}
        style={{ animationDuration: `${seconds}s` }}
      />
    </svg>
  );
}

function ToastCard({ toast }: { readonly toast: Toast }) {
  const { t } = useTranslation('ui');
  const [held, setHeld] = useState(false);
  const left = useRef(toast.seconds * 1000);

  // A pointer or the focus on it stops the clock: nobody loses an undo by reading.
  useEffect(() => {
    if (toast.seconds === 0 || held) return;
    const startedAt = Date.now();
    const timer = setTimeout(() => hideToast(toast.id), left.current);
    return () => {
      clearTimeout(timer);
      left.current -= Date.now() - startedAt;
    };
  }, [toast, held]);

  return (
    <div
      className={classes.toast}
      data-held={held || undefined}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {toast.state && <StateGlyph state={toast.state} plain />}
      {toast.icon && <Icon name={toast.icon} />}
      {!toast.state && !toast.icon && toast.action && toast.seconds > 0 && <TimeRing seconds={toast.seconds} />}
      <div className={classes.words}>
        {toast.title}
        {toast.detail && <span className={classes.detail}>{toast.detail}</span>}
      </div>
      {toast.action && (
        <button
          type="button"
          className={classes.action}
          onClick={() => {
            toast.action?.run();
            hideToast(toast.id);
          }}
        >
          {toast.action.label}
        </button>
      )}
      <IconButton
        icon="close"
        size="small"
        variant="ghost"
        className={classes.close}
        label={t('toast.close')}
        onClick={() => hideToast(toast.id)}
      />
    </div>
  );
}

/** Where messages appear. Once, at the root: the region must be there before its first message. */
export function Toaster() {
  const { t } = useTranslation('ui');
  const toasts = useToasts();
  return (
    <section className={classes.region} aria-label={t('toast.region')}>
      <div role="status">
        {toasts
          .filter((toast) => !toast.urgent)
          .map((toast) => (
            <ToastCard key={toast.id} toast={toast} />
          ))}
      </div>
      <div role="alert">
        {toasts
          .filter((toast) => toast.urgent)
          .map((toast) => (
            <ToastCard key={toast.id} toast={toast} />
          ))}
      </div>
    </section>
  );
}
