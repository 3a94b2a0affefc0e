import { useTranslation } from 'react-i18next';
import { hideToast, showToast } from '@crm/ui/hooks/use-toasts';
import type { ApiError } from '#admin/lib/api-error.ts';
import { useErrorWords } from '#admin/lib/use-error-words.ts';
import type { FormResource } from './use-forms.ts';
import type { ResourceRow, ResourceWrites } from './resource-api.ts';
import { useWriteMany } from './use-write-many.ts';

/**
 * Moves rows to the trash, and offers to undo it. Only rows whose abilities allow it are touched; what the server
 * refuses is said with its reason.
 */
export function useTrash<Row extends ResourceRow>(resource: FormResource, api: ResourceWrites<Row>) {
  const { t } = useTranslation('resource');
  const { t: vocabulary } = useTranslation('vocabulary');
  const words = useErrorWords();
  const { run, busy } = useWriteMany<Row>(resource);
  // Deleting somebody is disabling: what they did stays theirs.
  const isUser = resource === 'user';

  const refusedDetail = (refused: readonly { readonly error: ApiError }[]) => {
    const [first] = refused;
    return first && t('bulk.refused', { count: refused.length, reason: words.title(first.error) });
  };

  const restore = async (rows: readonly Row[]) => {
    const { done, refused } = await run(rows, (row) => api.restore.mutate({ id: row.id }));
    const what = vocabulary(`counted.${resource}`, { count: done.length });
    showToast({
      title: t('trash.restored', { what }),
      detail: refusedDetail(refused),
      state: refused.length > 0 ? 'failed' : 'done',
    });
  };

  /** @returns how many are in the trash now */
  const remove = async (rows: readonly Row[]): Promise<number> => {
    const allowed = rows.filter((row) => row.abilities.delete);
    // The version is left out on purpose: who deletes means the record, not its state.
    const { done, refused } = await run(allowed, (row) => api.delete.mutate({ id: row.id }));
    const what = vocabulary(`counted.${resource}`, { count: done.length });
    const id = `trash-${resource}-${Date.now()}`;
    showToast({
      id,
      title: t(done.length === 0 ? 'trash.nothing' : isUser ? 'disable.done' : 'trash.moved', { what }),
      detail: refusedDetail(refused) ?? t(isUser ? 'disable.kept' : 'trash.kept'),
      icon: done.length > 0 ? 'trash' : undefined,
      state: done.length > 0 ? undefined : 'failed',
      action:
        done.length > 0
          ? {
              label: t('trash.undo'),
              run: () => {
                hideToast(id);
                void restore(done);
              },
            }
          : undefined,
    });
    return done.length;
  };

  return { remove, restore, busy };
}
