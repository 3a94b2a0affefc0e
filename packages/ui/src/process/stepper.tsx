import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { VisuallyHidden } from '../a11y/visually-hidden.tsx';
import { Icon } from '../icons/icon.tsx';
import classes from './stepper.module.css';

/** A stage on the way. */
export interface StepperStage {
  readonly id: string;
  readonly label: string;
  readonly status: 'done' | 'current' | 'ahead';
  /** How long it took or takes: "6 d". */
  readonly note?: ReactNode;
}

interface StepperProps {
  readonly label: string;
  readonly stages: readonly StepperStage[];
  /** Makes the stages buttons: a press asks to move there. */
  readonly onSelect?: (id: string) => void;
}

/** The stages of a record's way, with where it stands now. */
export function Stepper({ label, stages, onSelect }: StepperProps) {
  const { t } = useTranslation('ui');
  return (
    <ol className={classes.steps} aria-label={label}>
      {stages.map((stage) => {
        const content = (
          <span className={classes.label}>
            <span className={classes.name}>{stage.label}</span>
            {stage.note && <span className={classes.note}>{stage.note}</span>}
            {stage.status === 'done' && (
              <>
                <Icon name="check" size={14} />
                <VisuallyHidden>{t('stepper.done')}</VisuallyHidden>
              </>
            )}
          </span>
        );
        return (
          <li
            key={stage.id}
            className={classes.step}
            data-status={stage.status}
            aria-current={stage.status === 'current' ? 'step' : undefined}
          >
            {onSelect && stage.status !== 'current' ? (
              <button type="button" className={classes.press} onClick={() => onSelect(stage.id)}>
                {content}
              </button>
            ) : (
              content
            )}
          </li>
        );
      })}
    </ol>
  );
}
