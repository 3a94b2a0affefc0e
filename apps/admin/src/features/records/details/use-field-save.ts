import { useQueryClient } from '@tanstack/react-query';
import { readError, type ApiError } from '#admin/lib/api-error.ts';
import { showAtOnce } from '#admin/lib/optimistic.ts';
import type { RecordRead } from '#admin/resource/peek/peek-panel.tsx';
import type { ResourceName } from '@crm/domain/permissions';

interface Versioned {
  readonly id: string;
  readonly version: number;
}

interface FieldApi<Row, Data> {
  readonly get: RecordRead<Row>;
  readonly update: { mutate(input: { id: string; version: number; data: Data }): Promise<Row> };
}

/**
 * Saves single fields of a record: shown at once, taken back when refused. A save of somebody else that touched other
 * fields is joined; one that touched the same field is told as a conflict, and nothing is overwritten.
 */
export function useFieldSave<Row extends Versioned, Data extends object>(
  resource: ResourceName,
  api: FieldApi<Row, Data>,
  row: Row,
) {
  const queryClient = useQueryClient();
  const queryKey = [[resource, 'get'], { input: { id: row.id }, type: 'query' }];

  const send = async (data: Data, base: Row, isSecond: boolean): Promise<ApiError | undefined> => {
    try {
      const saved = await api.update.mutate({ id: base.id, version: base.version, data });
      queryClient.setQueryData(queryKey, saved);
      void queryClient.invalidateQueries({ queryKey: [[resource, 'list']] });
      void queryClient.invalidateQueries({ queryKey: [['timeline']] });
      return undefined;
    } catch (thrown) {
      const error = readError(thrown);
      if (error.code !== 'version_conflict' || isSecond) return error;
      const current = await api.get.query({ id: base.id });
      const touched = Object.keys(data).some(
        (key) => JSON.stringify(Reflect.get(current, key)) !== JSON.stringify(Reflect.get(base, key)),
      );
      if (!touched) return send(data, current, true);
      queryClient.setQueryData(queryKey, current);
      return error;
    }
  };

  return async (data: Data): Promise<ApiError | undefined> => {
    const rollback = await showAtOnce<Row>(queryKey, (shown) => ({ ...shown, ...data }));
    const refusal = await send(data, row, false);
    if (refusal && refusal.code !== 'version_conflict') rollback();
    return refusal;
  };
}
