import { Button } from '@crm/ui/controls/button';
import { useTranslation } from 'react-i18next';
import { EditedLine } from './edited-line.tsx';
import type { LineDraft } from './line-drafts.ts';
import { LineHeads } from './line-heads.tsx';
import { LineSums } from './line-sums.tsx';
import classes from './lines.module.css';
import type { LineEdits } from './use-line-edits.ts';

interface LineEditorProps {
  readonly lines: readonly LineDraft[];
  readonly edits: LineEdits;
  readonly currency: string;
  /** Whether each line says how often it is billed. */
  readonly intervals?: boolean;
  /** Whether what is wrong is told: not while a line is written for the first time. */
  readonly isTried: boolean;
}

/** Lines of a document, each a product at the price of the books or words at a price of their own, and their sums. */
export function LineEditor({ lines, edits, currency, intervals = false, isTried }: LineEditorProps) {
  const { t } = useTranslation('lines');
  return (
    <>
      {lines.length > 0 && (
        <>
          <LineHeads isEdited intervals={intervals} />
          <ol className={classes.lines} aria-label={t('lines')}>
            {lines.map((line, index) => (
              <EditedLine
                key={line.key}
                line={line}
                number={index + 1}
                currency={currency}
                edits={edits}
                intervals={intervals}
                isTried={isTried}
              />
            ))}
          </ol>
        </>
      )}
      <div className={classes.bar}>
        <Button icon="plus" size="small" onClick={edits.add}>
          {t('add')}
        </Button>
      </div>
      {lines.length > 0 && <LineSums lines={lines} currency={currency} />}
    </>
  );
}
