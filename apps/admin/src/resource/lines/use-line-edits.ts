import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { trpc } from '#admin/lib/trpc.ts';
import { newLine, type LineDraft } from './line-drafts.ts';

interface Terms {
  readonly currency: string;
  /** Take prices from this book only; by priority among all that fit when `null`. */
  readonly pricebookId: string | null;
}

/** What can be done to the lines of a document while they are written. */
export function useLineEdits(
  lines: readonly LineDraft[],
  onChange: (lines: readonly LineDraft[]) => void,
  { currency, pricebookId }: Terms,
) {
  const queryClient = useQueryClient();
  // Answers of the price books come later: they change the lines as they are by then.
  const latest = useRef(lines);
  useEffect(() => {
    latest.current = lines;
  }, [lines]);

  const change = (next: (lines: readonly LineDraft[]) => readonly LineDraft[]) => {
    latest.current = next(latest.current);
    onChange(latest.current);
  };
  const set = (key: string, part: Partial<LineDraft>) => {
    change((all) => all.map((line) => (line.key === key ? { ...line, ...part } : line)));
  };

  /** Asks the price books, and takes the answer unless the line was changed meanwhile. */
  const price = async (key: string, productId: string, quantity: string) => {
    const question = { productId, quantity, currency, ...(pricebookId !== null && { pricebookId }) };
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

  return {
    set,
    // A new line is taxed as the one above it: it is the same customer.
    add: () => change((all) => [...all, { ...newLine(), taxRate: all.at(-1)?.taxRate ?? '0' }]),
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
  };
}

export type LineEdits = ReturnType<typeof useLineEdits>;
