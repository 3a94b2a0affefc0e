import { useQuery } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { Link } from '@crm/ui/controls/link';
import { Note } from '@crm/ui/feedback/note';
import { Dialog } from '@crm/ui/overlays/dialog';
import { useTranslation } from 'react-i18next';
import { maxPageSize } from '@crm/domain/page-limits';
import type { PlannedAction, WorkflowEntity, WorkflowRow } from '@crm/domain/workflow/workflow';
import { paths } from '#admin/app/paths.ts';
import { readError } from '#admin/lib/api-error.ts';
import { trpc } from '#admin/lib/trpc.ts';
import { useErrorWords } from '#admin/lib/use-error-words.ts';
import { useTeams } from '#admin/resource/directory.ts';
import { useNames } from '#admin/resource/filter/use-names.ts';
import classes from './rules.module.css';
import { useRuleWords } from './use-rule-words.ts';

/** What a rule would do to the newest records, told before it is switched on. */
export function DryRunDialog({ row, onClose }: { readonly row: WorkflowRow; readonly onClose: () => void }) {
  const { t } = useTranslation('rules');
  const words = useErrorWords();
  const tell = usePlan(row);
  const { data, error } = useQuery(trpc.workflow.dryRun.queryOptions({ id: row.id }, { staleTime: 0 }));
  const refusal = error ? readError(error) : undefined;
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('dryRunTitle', { name: row.name })}
      description={data ? t('looked', { count: data.looked }) : undefined}
      actions={
        <Button variant="primary" onClick={onClose}>
          {t('close')}
        </Button>
      }
    >
      {refusal && (
        <Note tone="bad" icon="warning" live>
          {words.title(refusal)}. {words.advice(refusal)}
        </Note>
      )}
      {data && (
        <div className={classes.found} role="status">
          <p>{data.matching.length === 0 ? t('fitsNone') : t('fits', { count: data.matching.length })}</p>
          {data.matching.map(({ id, name, actions }) => (
            <div key={id} className={classes.record}>
              <span>
                <Link href={paths[row.entity](id)}>{name}</Link>
              </span>
              <ol className={classes.steps}>
                {actions.map((action, at) => (
                  <li key={`${id}-${at}`}>{tell(row.entity, action)}</li>
                ))}
              </ol>
            </div>
          ))}
        </div>
      )}
    </Dialog>
  );
}

/** A planned step in words: what, from which value to which, and whether anything would change at all. */
function usePlan(row: WorkflowRow): (entity: WorkflowEntity, action: PlannedAction) => string {
  const { t } = useTranslation('rules');
  const { t: vocabulary } = useTranslation('vocabulary');
  const { t: process } = useTranslation('process');
  const words = useRuleWords();
  const teams = useTeams();
  const tags = useQuery(trpc.tag.list.queryOptions({ limit: maxPageSize, sort: 'name' }));
  const people = useNames(
    'user',
    row.actions.flatMap((action) => (action.do === 'assign' && action.userId ? [action.userId] : [])),
  );
  const valueOf = (entity: WorkflowEntity, { field, do: kind }: PlannedAction, value: PlannedAction['to']): string => {
    if (value === null) return vocabulary('none');
    if (typeof value === 'boolean') return vocabulary(value ? 'yes' : 'no');
    const text = String(value);
    if (kind === 'start_process') {
      const action = row.actions.find((known) => known.do === 'start_process');
      return action ? process(`kind.${action.process}`) : text;
    }
    if (field === 'tags') return tags.data?.items.find(({ id }) => id === text)?.name ?? '…';
    if (field === 'teamId') return teams?.find(({ id }) => id === text)?.name ?? '…';
    if (field === 'assignedTo') return people.get(text) ?? '…';
    return field === null ? text : words.option(entity, field, text);
  };
  return (entity, action) => {
    const what = row.actions.find((known) => known.do === action.do);
    const verb = what ? t(`do.${what.do}`) : action.do;
    const to = valueOf(entity, action, action.to);
    const change = action.do === 'set_field' ? t('becomes', { from: valueOf(entity, action, action.from), to }) : to;
    const field = action.do === 'set_field' && action.field ? `${words.field(action.field)} ` : '';
    return `${verb}: ${field}${change}${action.changes ? '' : ` (${t('already')})`}`;
  };
}
