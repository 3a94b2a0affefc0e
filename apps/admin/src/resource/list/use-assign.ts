import { useTranslation } from 'react-i18next';
import { showToast } from '@crm/ui/hooks/use-toasts';
import { useErrorWords } from '#admin/lib/use-error-words.ts';
import type { ResourceAssign, ResourceRow } from '../resource-api.ts';
import type { FormResource } from '../use-forms.ts';
import { useWriteMany } from '../use-write-many.ts';

/** Gives rows to somebody, and offers to undo it. Only rows whose abilities allow it are touched. */
export function useAssign<Row extends ResourceRow>(resource: FormResource, update: ResourceAssign<Row> | undefined) {
  const { t } = useTranslation('resource');
  const { t: vocabulary } = useTranslation('vocabulary');
  const words = useErrorWords();
  const { run, busy } = useWriteMany<Row>(resource);

  const give = async (row: Row, assignedTo: string | null) => update?.mutate({ id: row.id, data: { assignedTo } });

  const undo = async (rows: readonly Row[]) => {
    const { done } = await run(rows, (row) => give(row, row.assignedTo ?? null));
    showToast({
      title: t('assign.undone', { what: vocabulary(`counted.${resource}`, { count: done.length }) }),
      state: 'undone',
    });
  };

  const assign = async (rows: readonly Row[], person: { readonly id: string; readonly label: string }) => {
    const allowed = rows.filter((row) => row.abilities.assign === true);
    const { done, refused } = await run(allowed, (row) => give(row, person.id));
    const [first] = refused;
    showToast({
      title: t('assign.done', {
        what: vocabulary(`counted.${resource}`, { count: done.length }),
        person: person.label,
      }),
      detail: first && t('bulk.refused', { count: refused.length, reason: words.title(first.error) }),
      state: refused.length > 0 ? 'failed' : 'done',
      action: done.length > 0 ? { label: t('trash.undo'), run: () => void undo(done) } : undefined,
    });
  };

  return { assign, busy };
}
