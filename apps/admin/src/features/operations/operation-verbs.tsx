import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { showToast } from '@crm/ui/hooks/use-toasts';
import { useTranslation } from 'react-i18next';
import type { OperationRow } from '@crm/domain/operation/operation';
import { api } from '#admin/lib/trpc.ts';
import { operationGlyphs } from './operation-states.ts';

const verbs = ['retry', 'skip', 'pause', 'resume', 'cancel', 'overwrite', 'undo'] as const;
type Verb = (typeof verbs)[number];

/** What can be done about an operation now; what cannot is not offered. */
export function OperationVerbs({ operation }: { readonly operation: OperationRow }) {
  const { t } = useTranslation('operations');
  const queryClient = useQueryClient();
  const steer = useMutation({
    mutationFn: (verb: Verb) => call(verb, operation.id),
    onSuccess: async ({ state }, verb) => {
      showToast({ title: t(`told.${verb}`), state: operationGlyphs[state] });
      await queryClient.invalidateQueries({ queryKey: [['operation']] });
    },
  });
  return verbs
    .filter((verb) => operation.abilities[verb])
    .map((verb) => (
      <Button
        key={verb}
        variant={verb === 'cancel' ? 'danger' : undefined}
        busy={steer.isPending && steer.variables === verb}
        onClick={() => !steer.isPending && steer.mutate(verb)}
      >
        {t(`verb.${verb}`)}
      </Button>
    ));
}

function call(verb: Verb, id: string): Promise<OperationRow> {
  if (verb === 'undo') return api.operation.undo.mutate({ id, data: { onConflict: 'keep' } });
  if (verb === 'overwrite') return api.operation.undo.mutate({ id, data: { onConflict: 'overwrite' } });
  return api.operation[verb].mutate({ id });
}
