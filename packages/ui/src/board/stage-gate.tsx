import { useEffect, useId, useRef, type ReactElement, type ReactNode } from 'react';
import { Button } from '../controls/button.tsx';
import { useTranslation } from 'react-i18next';
import { Popover } from '../overlays/popover.tsx';
import classes from './stage-gate.module.css';

interface StageGateProps {
  readonly opened: boolean;
  /** The held card, drawn where it would land. One element. */
  readonly card: ReactElement;
  /** "Belgrave Clinics needs a close date to enter Proposal". */
  readonly title: string;
  readonly reason?: ReactNode;
  /** Only the fields that are missing. */
  readonly children: ReactNode;
  readonly submitLabel: string;
  readonly cancelLabel: string;
  readonly busy?: boolean;
  readonly onSubmit: () => void;
  /** Puts the card back. */
  readonly onCancel: () => void;
}

/** What a stage asks for before a card may enter: a small form at the card. */
export function StageGate(props: StageGateProps) {
  const { opened, card, title, reason, children, submitLabel, cancelLabel, busy = false } = props;
  const { t } = useTranslation('ui');
  const titleId = useId();
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (opened) form.current?.querySelector<HTMLElement>('input, select, textarea')?.focus();
  }, [opened]);

  return (
    <Popover
      opened={opened}
      onChange={(open) => {
        if (!open) props.onCancel();
      }}
      label={title}
      isPassiveTarget
      target={<div className={classes.slot}>{card}</div>}
    >
      <form
        ref={form}
        className={classes.gate}
        aria-labelledby={titleId}
        onSubmit={(event) => {
          event.preventDefault();
          props.onSubmit();
        }}
      >
        <div>
          <h3 id={titleId} className={classes.title}>
            {title}
          </h3>
          {reason && <p className={classes.reason}>{reason}</p>}
        </div>
        {children}
        <div className={classes.actions}>
          <Button type="submit" variant="primary" busy={busy}>
            {submitLabel}
          </Button>
          <Button kbd={t('key.escape')} onClick={props.onCancel}>
            {cancelLabel}
          </Button>
        </div>
      </form>
    </Popover>
  );
}
