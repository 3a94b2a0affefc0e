import { useMutation, useQueryClient } from '@tanstack/react-query';
import { showToast } from '@crm/ui/hooks/use-toasts';
import { readError } from '#admin/lib/api-error.ts';
import { useErrorWords } from '#admin/lib/use-error-words.ts';

/** Does one thing with a subscription; what was refused is told in the dialog that asked for it. */
export function useSubscriptionWrite<Input>(
  write: (input: Input) => Promise<unknown>,
  title: string,
  onDone: () => void,
) {
  const words = useErrorWords();
  const queryClient = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: write,
    meta: { tellsErrors: true },
    onSuccess: async () => {
      showToast({ title, state: 'done' });
      onDone();
      await Promise.all(
        ['subscription', 'invoice', 'timeline'].map((noun) => queryClient.invalidateQueries({ queryKey: [[noun]] })),
      );
    },
  });
  const refusal = error ? readError(error) : undefined;
  return { run: mutate, busy: isPending, problem: refusal && [words.title(refusal), words.advice(refusal)].join('. ') };
}
