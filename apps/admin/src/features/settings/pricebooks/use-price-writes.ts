import { useMutation, useQueryClient } from '@tanstack/react-query';
import { hideToast, showToast } from '@crm/ui/hooks/use-toasts';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { pricebookEntry, type PricebookEntryRow } from '@crm/domain/pricebook/pricebook';
import { readError } from '#admin/lib/api-error.ts';
import { api, type Inputs } from '#admin/lib/trpc.ts';
import { useErrorWords } from '#admin/lib/use-error-words.ts';
import { useFieldIssues } from '#admin/resource/form/use-field-issues.ts';

export type PriceField = 'minQuantity' | 'unitPriceMinor' | 'discountPercent';

/** Writes of one price: each field for itself, one after the other, each upon the version that the last one made. */
export function usePriceWrites(row: PricebookEntryRow) {
  const { t } = useTranslation('prices');
  const { t: frame } = useTranslation('resource');
  const words = useErrorWords();
  const issues = useFieldIssues();
  const queryClient = useQueryClient();
  const renew = () => queryClient.invalidateQueries({ queryKey: [['pricebook_entry']] });
  const { id, product } = row;
  const version = useRef(row.version);
  useEffect(() => {
    version.current = Math.max(version.current, row.version);
  }, [row.version]);

  const update = useMutation({
    scope: { id: `pricebook_entry:${id}` },
    meta: { tellsErrors: true },
    mutationFn: async (data: Inputs['pricebook_entry']['update']['data']) => {
      const saved = await api.pricebook_entry.update.mutate({ id, version: version.current, data });
      version.current = saved.version;
      await renew();
    },
  });
  const restore = useMutation({ mutationFn: () => api.pricebook_entry.restore.mutate({ id }), onSuccess: renew });
  const remove = useMutation({
    mutationFn: () => api.pricebook_entry.delete.mutate({ id }),
    onSuccess: async () => {
      const toast = `price-${id}`;
      const undo = () => {
        hideToast(toast);
        restore.mutate();
      };
      showToast({
        id: toast,
        title: t('removed', { product: product.name }),
        icon: 'trash',
        action: { label: frame('trash.undo'), run: undo },
      });
      await renew();
    },
  });

  /** @returns why it is not saved, or nothing */
  const save = async (field: PriceField, value: string | number | undefined): Promise<string | undefined> => {
    const parsed = pricebookEntry.update.safeParse({ [field]: value });
    if (!parsed.success) return issues.ofSchema(parsed.error.issues)[field] ?? words.issue({ code: 'other' });
    if (value === undefined) return words.issue({ code: 'invalid_type' });
    try {
      await update.mutateAsync(parsed.data);
      return undefined;
    } catch (error) {
      const refused = readError(error);
      // Somebody else changed it: their figures come in, and what was written here can be sent upon them.
      if (refused.code === 'version_conflict') await renew();
      if (refused.code === 'duplicate') return words.issue({ code: 'duplicate' });
      return issues.ofServer(refused.issues)[field] ?? words.title(refused);
    }
  };

  return { save, remove: () => remove.mutate(), isRemoving: remove.isPending };
}
