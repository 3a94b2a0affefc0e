import { useMutation, useQueryClient } from '@tanstack/react-query';
import { showToast } from '@crm/ui/hooks/use-toasts';
import { useTranslation } from 'react-i18next';
import { readError } from '#admin/lib/api-error.ts';
import { useFieldIssues, type FieldErrors } from '#admin/resource/form/use-field-issues.ts';

interface SaveOptions {
  /** Where the queries that become old are kept. */
  readonly router: string;
  readonly name: string;
  readonly isNew: boolean;
  readonly onSaved: () => void;
}

/** Saves a small form, says so, and puts what the server refuses to the fields that it names. */
export function useSave<Input>(write: (input: Input) => Promise<unknown>, options: SaveOptions) {
  const { router, name, isNew, onSaved } = options;
  const { t } = useTranslation('resource');
  const issues = useFieldIssues();
  const queryClient = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: write,
    meta: { tellsErrors: true },
    onSuccess: async () => {
      onSaved();
      showToast({ title: t(isNew ? 'form.created' : 'form.changed', { what: name }), state: 'done' });
      await queryClient.invalidateQueries({ queryKey: [[router]] });
    },
  });
  const refused = error ? readError(error) : undefined;
  const field = refused?.details['field'];
  const errors: FieldErrors = refused
    ? {
        ...(typeof field === 'string' && issues.ofServer([{ field, code: 'duplicate', message: '' }])),
        ...issues.ofServer(refused.issues),
      }
    : {};
  return { save: mutate, isPending, error, errors };
}
