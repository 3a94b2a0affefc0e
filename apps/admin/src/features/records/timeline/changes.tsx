import { Diff } from '@crm/ui/process/diff';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@crm/ui/controls/button';
import { ShownValue } from './shown-value.tsx';
import { useFieldLabel } from '#admin/resource/use-field-label.ts';

interface Change {
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
}

/** How many changes are shown before "and 2 more". */
const shownAtFirst = 3;

/** Changed fields, old and new; many are folded. */
export function Changes({ changes }: { readonly changes: readonly Change[] }) {
  const { t } = useTranslation('records');
  const label = useFieldLabel();
  const [isOpen, setOpen] = useState(false);
  const shown = isOpen ? changes : changes.slice(0, shownAtFirst);
  const hidden = changes.length - shown.length;
  return (
    <>
      {shown.map(({ field, from, to }) => (
        <Diff
          key={field}
          field={label(field)}
          from={<ShownValue field={field} value={from} />}
          to={<ShownValue field={field} value={to} />}
        />
      ))}
      {hidden > 0 && (
        <Button variant="ghost" size="small" onClick={() => setOpen(true)}>
          {t('andMore', { count: hidden })}
        </Button>
      )}
    </>
  );
}
