import { VisuallyHidden } from '@crm/ui/a11y/visually-hidden';
import { Icon } from '@crm/ui/icons/icon';
import { useId, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { moveInGrid } from './move-in-grid.ts';
import classes from './price-grid.module.css';
import { useCell } from './use-cell.ts';

interface PriceCellProps {
  readonly label: string;
  readonly shown: string;
  readonly unit?: string;
  readonly disabled: boolean;
  readonly save: (text: string) => Promise<string | undefined>;
}

/** A figure of the grid: saved when it is left, and says so. */
export function PriceCell({ label, shown, unit, disabled, save }: PriceCellProps) {
  const { t } = useTranslation('prices');
  const { text, state, write, commit, retry, reset } = useCell({ shown, save });
  const noteId = useId();
  const failed = state.kind === 'failed' ? t('failed', { why: state.why }) : undefined;
  if (disabled) {
    return (
      <span className={classes.figure}>
        {shown} {unit}
      </span>
    );
  }

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') {
      // Only the cell gives up what was written; nothing around it closes.
      event.stopPropagation();
      reset();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      void retry();
      moveInGrid(event.currentTarget, 'ArrowDown');
    } else if (moveInGrid(event.currentTarget, event.key)) {
      event.preventDefault();
    }
  };

  return (
    <div className={classes.cell} data-state={state.kind}>
      <div className={classes.frame}>
        <input
          className={classes.input}
          inputMode="decimal"
          autoComplete="off"
          data-cell
          aria-label={label}
          aria-invalid={failed ? true : undefined}
          aria-describedby={failed ? noteId : undefined}
          value={text}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => write(event.currentTarget.value)}
          onBlur={() => void commit()}
          onKeyDown={onKeyDown}
        />
        {unit && <span className={classes.unit}>{unit}</span>}
        <span className={classes.mark}>
          {state.kind === 'saved' && <Icon name="check" size={12} />}
          {state.kind === 'saving' && <Icon name="history" size={12} />}
          {failed && <Icon name="warning" size={12} />}
        </span>
      </div>
      <div aria-live="polite">
        {failed && (
          <div id={noteId} className={classes.why}>
            {failed}
          </div>
        )}
        {(state.kind === 'saved' || state.kind === 'saving') && <VisuallyHidden>{t(state.kind)}</VisuallyHidden>}
      </div>
    </div>
  );
}
