import { useMutation, useQueryClient } from '@tanstack/react-query';
import { showToast } from '@crm/ui/hooks/use-toasts';

/** Writes a change of who is in a team, says what came of it, and reads people and teams again. */
export function useTeamWrite<Input>(write: (input: Input) => Promise<unknown>, done: string, onDone?: () => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: write,
    onSuccess: async () => {
      showToast({ title: done, state: 'done' });
      onDone?.();
      await Promise.all([[['team']], [['user']]].map((queryKey) => queryClient.invalidateQueries({ queryKey })));
    },
  });
}
