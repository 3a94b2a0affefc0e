import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { nestCustom } from '../custom/custom-fields.ts';
import { changedKeys, pickValues } from './form-values.ts';
import type { FormRow, RecordFormOptions } from './use-record-form.ts';

/** What a change is counted from: the values and the version of the record that were read. */
export interface FormBase<Values> {
  readonly values: Values;
  readonly version: number | undefined;
}

/** The answer to "there is one like it": that it is known, and why another is right. */
export interface Confirmation {
  readonly confirmDuplicate: true;
  readonly duplicateReason?: string;
}

/**
 * Sends a form: all of a new record, or what has changed of one that is there. The same content sent again carries the
 * same idempotency key, however often the button is pressed.
 */
export function useFormSave<Row extends FormRow, Values extends object>(options: RecordFormOptions<Row, Values>) {
  const { resource, api, row, onSaved } = options;
  const queryClient = useQueryClient();
  const last = useRef<{ readonly content: string; readonly send: () => Promise<Row> } | undefined>(undefined);
  const { mutateAsync, isPending, isPaused } = useMutation({
    mutationFn: (send: () => Promise<Row>) => send(),
    meta: { tellsErrors: true },
  });

  const makeSend = (next: Values, from: FormBase<Values>, confirm: Confirmation | undefined): (() => Promise<Row>) => {
    if (row === undefined) {
      const input = { data: { ...nestCustom(next), ...confirm } };
      return () => api.create.mutate(input);
    }
    const changed = nestCustom(pickValues(next, changedKeys(from.values, next)));
    const data = { ...changed, ...confirm };
    const input = { id: row.id, version: from.version ?? row.version, data };
    return () => api.update.mutate(input);
  };

  const save = async (next: Values, from: FormBase<Values>, confirm?: Confirmation): Promise<void> => {
    const content = JSON.stringify([from.version, next, confirm]);
    if (last.current?.content !== content) last.current = { content, send: makeSend(next, from, confirm) };
    const saved = await mutateAsync(last.current.send);
    last.current = undefined;
    queryClient.setQueryData([[resource, 'get'], { input: { id: saved.id }, type: 'query' }], saved);
    void queryClient.invalidateQueries({ queryKey: [[resource]] });
    onSaved(saved, row ? 'changed' : 'created');
  };

  return { save, isPending, isPaused };
}
