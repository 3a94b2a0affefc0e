import { useMutation, useQueryClient } from '@tanstack/react-query';
import { showToast } from '@crm/ui/hooks/use-toasts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QuoteRow } from '@crm/domain/quote/quote';
import { api, trpc } from '#admin/lib/trpc.ts';
import { draftOf, inputOf, newLine, wrongFields, type LineDraft } from './line-drafts.ts';

interface Edited {
  /** Of the quote when the editing began: what somebody else saved meanwhile is not overwritten. */
  readonly version: number;
  readonly lines: readonly LineDraft[];
}

/** The lines of a quote while they are written. */
export function useLines(row: QuoteRow) {
  const { t } = useTranslation('quotes');
  const queryClient = useQueryClient();
  const [edited, setEdited] = useState<Edited | undefined>();
  const [isTried, setTried] = useState(false);
  const lines = edited?.lines ?? row.lines.map(draftOf);

  const change = (next: (lines: readonly LineDraft[]) => readonly LineDraft[]) => {
    setEdited((last) => ({
      version: last?.version ?? row.version,
      lines: next(last?.lines ?? row.lines.map(draftOf)),
    }));
  };
  const set = (key: string, part: Partial<LineDraft>) => {
    change((all) => all.map((line) => (line.key === key ? { ...line, ...part } : line)));
  };

  /** Asks the price books, and takes the answer unless the line was changed meanwhile. */
  const price = async (key: string, productId: string, quantity: string) => {
    const question = {
      productId,
      quantity,
      currency: row.currency,
      ...(row.pricebookId !== null && { pricebookId: row.pricebookId }),
    };
    const answer = await queryClient.fetchQuery(trpc.pricebook.price.queryOptions(question)).catch(() => undefined);
    if (!answer) return;
    const { unitPriceMinor, discountPercent } = answer;
    change((all) =>
      all.map((line) =>
        line.key === key && line.productId === productId && line.quantity === quantity && !line.isOwnPrice
          ? { ...line, unitPriceMinor, discountPercent }
          : line,
      ),
    );
  };

  const save = useMutation({
    mutationFn: ({ version, lines: all }: Edited) =>
      api.quote.update.mutate({ id: row.id, version, data: { lines: all.map(inputOf) } }),
    onSuccess: async (saved) => {
      queryClient.setQueryData([['quote', 'get'], { input: { id: row.id }, type: 'query' }], saved);
      setEdited(undefined);
      setTried(false);
      showToast({ title: t('saved', { number: saved.number }), state: 'done' });
      await queryClient.invalidateQueries({ queryKey: [['quote']] });
      await queryClient.invalidateQueries({ queryKey: [['timeline']] });
    },
  });

  return {
    lines,
    isEdited: edited !== undefined,
    isTried,
    busy: save.isPending,
    set,
    add: () => change((all) => [...all, newLine()]),
    remove: (key: string) => change((all) => all.filter((line) => line.key !== key)),
    move: (key: string, by: -1 | 1) =>
      change((all) => {
        const from = all.findIndex((line) => line.key === key);
        const moved = all[from];
        if (!moved || from + by < 0 || from + by >= all.length) return all;
        return all.toSpliced(from, 1).toSpliced(from + by, 0, moved);
      }),
    setQuantity: (line: LineDraft, quantity: string) => {
      set(line.key, { quantity });
      if (line.productId && !line.isOwnPrice && quantity !== '') void price(line.key, line.productId, quantity);
    },
    choose: async (key: string, quantity: string, productId: string | undefined) => {
      if (productId === undefined) {
        set(key, { productId: null, productName: '' });
        return;
      }
      const { name, unit, taxRate, billingInterval } = await queryClient.fetchQuery(
        trpc.product.get.queryOptions({ id: productId }),
      );
      const known = { productId, productName: name, description: name, unit, taxRate, billingInterval };
      set(key, { ...known, isOwnPrice: false, unitPriceMinor: undefined });
      await price(key, productId, quantity);
    },
    save: () => {
      setTried(true);
      if (edited && edited.lines.every((line) => wrongFields(line).size === 0)) save.mutate(edited);
    },
    discard: () => {
      setEdited(undefined);
      setTried(false);
    },
  };
}

export type Lines = ReturnType<typeof useLines>;
