import { useMutation, useQueryClient } from '@tanstack/react-query';
import { showToast } from '@crm/ui/hooks/use-toasts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QuoteRow } from '@crm/domain/quote/quote';
import { api } from '#admin/lib/trpc.ts';
import { draftOf, inputOf, wrongFields, type LineDraft } from '#admin/resource/lines/line-drafts.ts';
import { useLineEdits } from '#admin/resource/lines/use-line-edits.ts';

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
  const edits = useLineEdits(
    lines,
    (next) => setEdited((last) => ({ version: last?.version ?? row.version, lines: next })),
    row,
  );

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
    edits,
    isEdited: edited !== undefined,
    isTried,
    busy: save.isPending,
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
