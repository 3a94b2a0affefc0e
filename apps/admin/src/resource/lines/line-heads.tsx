import { useTranslation } from 'react-i18next';
import classes from './lines.module.css';

/** The columns in their order. */
const heads = ['description', 'quantity', 'price', 'discount', 'tax', 'interval', 'lineTotal'] as const;

interface LineHeadsProps {
  readonly isEdited: boolean;
  readonly intervals: boolean;
}

/** The names of the columns, for eyes; each field has its own for screen readers. */
export function LineHeads({ isEdited, intervals }: LineHeadsProps) {
  const { t } = useTranslation('lines');
  return (
    <div
      className={classes.head}
      aria-hidden="true"
      data-edited={isEdited || undefined}
      data-plain={!intervals || undefined}
    >
      {heads
        .filter((head) => intervals || head !== 'interval')
        .map((head) => (
          <span key={head} data-cell={head}>
            {t(head)}
          </span>
        ))}
    </div>
  );
}
