import { Button } from '@crm/ui/controls/button';
import { BlankSlate } from '@crm/ui/feedback/blank-slate';
import { Note } from '@crm/ui/feedback/note';
import { RecordStream } from '@crm/ui/layout/record-layout';
import { useTranslation } from 'react-i18next';
import type { QuoteRow } from '@crm/domain/quote/quote';
import { draftOf } from '#admin/resource/lines/line-drafts.ts';
import { LineEditor } from '#admin/resource/lines/line-editor.tsx';
import { LineHeads } from '#admin/resource/lines/line-heads.tsx';
import { LineSums } from '#admin/resource/lines/line-sums.tsx';
import classes from '#admin/resource/lines/lines.module.css';
import { ShownLine } from './shown-line.tsx';
import { useLines } from './use-lines.ts';

/** The lines of a quote, written in place by whoever may. */
export function LinesTab({ row }: { readonly row: QuoteRow }) {
  const { t } = useTranslation('quotes');
  const { lines, edits, isEdited, isTried, busy, save, discard } = useLines(row);
  const may = row.abilities.update;
  return (
    <RecordStream>
      <div className={classes.sheet}>
        {lines.length === 0 && (
          <BlankSlate picture="records" title={t('noLines')}>
            {may && t('noLinesReason')}
          </BlankSlate>
        )}
        {may ? (
          <LineEditor lines={lines} edits={edits} currency={row.currency} intervals isTried={isTried} />
        ) : (
          <ShownLines row={row} />
        )}
        {isEdited && (
          <div className={classes.save}>
            <Note
              tone="accent"
              actions={
                <>
                  <Button size="small" variant="ghost" onClick={discard}>
                    {t('discard')}
                  </Button>
                  <Button size="small" busy={busy} icon="check" onClick={save}>
                    {t('save')}
                  </Button>
                </>
              }
            >
              {t(row.status === 'draft' ? 'isDraftAgain' : 'unsaved')}
            </Note>
          </div>
        )}
      </div>
    </RecordStream>
  );
}

function ShownLines({ row: { lines, currency } }: { readonly row: QuoteRow }) {
  const { t } = useTranslation('lines');
  if (lines.length === 0) return null;
  return (
    <>
      <LineHeads isEdited={false} intervals />
      <ol className={classes.lines} aria-label={t('lines')}>
        {lines.map((line) => (
          <ShownLine key={line.id} line={line} currency={currency} />
        ))}
      </ol>
      <LineSums lines={lines.map(draftOf)} currency={currency} />
    </>
  );
}
