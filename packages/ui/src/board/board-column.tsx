import type { ReactNode, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { VisuallyHidden } from '../a11y/visually-hidden.tsx';
import { IconButton } from '../controls/icon-button.tsx';
import { useFormat } from '../hooks/use-format.ts';
import classes from './board-column.module.css';

interface BoardColumnProps {
  readonly title: string;
  /** Counted on the server, not the cards that are drawn. */
  readonly count: number;
  /** `MoneyText`s, one per currency. */
  readonly sum: ReactNode;
  /** The sum times the stage's probability. */
  readonly weighted?: ReactNode;
  /** Of the stage, 0 … 1. */
  readonly probability?: number;
  /** A card is held over it. */
  readonly isTarget?: boolean;
  readonly onAdd?: (() => void) | undefined;
  readonly addLabel?: string;
  /** Folds the column to its edge. */
  readonly onFold?: (() => void) | undefined;
  readonly children: ReactNode;
  readonly ref?: Ref<HTMLElement>;
}

/** A stage: its count and sums over its cards. */
export function BoardColumn(props: BoardColumnProps) {
  const { title, count, sum, weighted, probability = 0, isTarget, onAdd, addLabel, onFold, ref } = props;
  const { t } = useTranslation('ui');
  const format = useFormat();
  return (
    <section
      className={classes.column}
      aria-label={t('board.column', { title, count })}
      data-target={isTarget || undefined}
      ref={ref}
    >
      <header className={classes.head}>
        <h2 className={classes.title}>
          {title} <span className={classes.count}>{format.number(count)}</span>
          <span className={classes.verbs}>
            {onAdd && <IconButton icon="plus" size="small" variant="ghost" label={addLabel ?? ''} onClick={onAdd} />}
            {onFold && (
              <IconButton
                icon="chevron-end"
                size="small"
                variant="ghost"
                label={t('board.fold', { title })}
                onClick={onFold}
              />
            )}
          </span>
        </h2>
        <div className={classes.sums}>
          <span className={classes.sum}>{sum}</span>
          {weighted && (
            <span className={classes.weighted}>
              {t('board.weighted', { share: format.percent(probability) })}{' '}
              <span className={classes.weightedSum}>{weighted}</span>
            </span>
          )}
        </div>
        <div className={classes.bar} style={{ '--probability': `${probability * 100}%` }} />
      </header>
      <div className={classes.cards}>{props.children}</div>
    </section>
  );
}

interface FoldedColumnProps {
  readonly title: string;
  readonly count: number;
  readonly sum: ReactNode;
  readonly onUnfold: () => void;
  readonly isTarget?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A column that is folded to its edge; it still takes cards. */
export function FoldedColumn({ title, count, sum, onUnfold, isTarget, ref }: FoldedColumnProps) {
  const { t } = useTranslation('ui');
  const format = useFormat();
  return (
    <button type="button" className={classes.folded} data-target={isTarget || undefined} onClick={onUnfold} ref={ref}>
      <VisuallyHidden>{t('board.unfold', { title, count })}</VisuallyHidden>
      <b aria-hidden="true">{title}</b>
      <span aria-hidden="true">{format.number(count)}</span>
      <span>{sum}</span>
    </button>
  );
}
