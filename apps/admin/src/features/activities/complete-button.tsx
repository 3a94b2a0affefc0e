import { Button } from '@crm/ui/controls/button';
import { useTranslation } from 'react-i18next';
import type { ActivityRow } from '@crm/domain/activity/activity';
import { useComplete } from './use-complete.ts';

interface CompleteButtonProps {
  readonly row: ActivityRow;
  /** In a row of a list, where many stand below each other. */
  readonly quiet?: boolean;
}

/** Marks an activity as done; nothing where that is not open to who looks. */
export function CompleteButton({ row, quiet = false }: CompleteButtonProps) {
  const { t } = useTranslation('activities');
  const { may, busy, run } = useComplete(row);
  if (!may) return null;
  return (
    <Button
      size="small"
      icon="check"
      variant={quiet ? 'ghost' : 'plain'}
      busy={busy}
      aria-label={t('completeIt', { name: row.subject })}
      onClick={run}
    >
      {t('complete')}
    </Button>
  );
}
