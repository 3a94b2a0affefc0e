import { useMutation, useQueryClient } from '@tanstack/react-query';
import { showToast } from '@crm/ui/hooks/use-toasts';
import { readError } from '#admin/lib/api-error.ts';
import { useErrorWords } from '#admin/lib/use-error-words.ts';

/** Does one thing with an invoice; what was refused is told in the dialog that asked for it. */
export function useInvoiceWrite<Input, Saved>(
  write: (input: Input) => Promise<Saved>,
  { title, onDone }: { readonly title: (saved: Saved) => string; readonly onDone: (saved: Saved) => void },
) {
  const words = useErrorWords();
  const queryClient = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: write,
    meta: { tellsErrors: true },
    onSuccess: async (saved) => {
      showToast({ title: title(saved), state: 'done' });
      onDone(saved);
      await Promise.all(
        ['invoice', 'subscription', 'timeline'].map((noun) => queryClient.invalidateQueries({ queryKey: [[noun]] })),
      );
    },
  });
  const refusal = error ? readError(error) : undefined;
  return { run: mutate, busy: isPending, problem: refusal && [words.title(refusal), words.advice(refusal)].join('. ') };
}
