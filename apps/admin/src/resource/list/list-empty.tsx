import { Button } from '@crm/ui/controls/button';
import { BlankSlate } from '@crm/ui/feedback/blank-slate';
import { useTranslation } from 'react-i18next';
import { ErrorView } from '#admin/lib/error-view.tsx';
import { hasCode } from '#admin/lib/api-error.ts';
import { useSession } from '#admin/lib/session.ts';

/** Words for a list with nothing in it yet. */
export interface NoneYet {
  readonly title: string;
  readonly reason: string;
  /** "New account"; nothing for those who may not create. */
  readonly create?: string | undefined;
}

interface ListEmptyProps {
  readonly noneYet: NoneYet;
  /** What was refused or failed. */
  readonly error: unknown;
  /** The condition that was added last, where there are any. */
  readonly lastFilter: string | undefined;
  readonly onRetry: () => void;
  readonly onRemoveLast: () => void;
  readonly onClear: () => void;
  readonly onCreate: () => void;
}

/** Stands in place of the rows: nothing there yet, nothing that matches, no right to see it, or a failure. */
export function ListEmpty(props: ListEmptyProps) {
  const { noneYet, error, lastFilter, onRetry, onRemoveLast, onClear, onCreate } = props;
  const { t } = useTranslation('resource');
  if (hasCode(error, 'forbidden', 'insufficient_scope')) return <NoRights />;
  if (error) return <ErrorView error={error} title={t('list.failed')} onRetry={onRetry} />;
  if (lastFilter !== undefined) {
    return (
      <BlankSlate
        picture="filter"
        title={t('list.noMatch')}
        actions={
          <>
            <Button onClick={onRemoveLast}>{t('list.removeLast', { filter: lastFilter })}</Button>
            <Button variant="ghost" onClick={onClear}>
              {t('list.clear')}
            </Button>
          </>
        }
      >
        {t('list.noMatchReason', { filter: lastFilter })}
      </BlankSlate>
    );
  }
  return (
    <BlankSlate
      picture="records"
      title={noneYet.title}
      actions={
        noneYet.create && (
          <Button variant="primary" icon="plus" kbd="C" onClick={onCreate}>
            {noneYet.create}
          </Button>
        )
      }
    >
      {noneYet.reason}
    </BlankSlate>
  );
}

/** The role may not see this at all. */
export function NoRights() {
  const { t } = useTranslation('resource');
  const { t: vocabulary } = useTranslation('vocabulary');
  const { name, role } = useSession();
  return (
    <BlankSlate picture="lock" title={t('list.noRights')} detail={t('list.signedInAs', { name })}>
      {t('list.noRightsReason', { role: vocabulary(`role.${role}`) })}
    </BlankSlate>
  );
}
