import { useQueryClient } from '@tanstack/react-query';
import { readError, type ApiError } from '#admin/lib/api-error.ts';
import { showAtOnce } from '#admin/lib/optimistic.ts';
import { isRecord } from '#admin/lib/read.ts';
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
      if (!isTouched(data, base, current)) return send(data, current, true);
      queryClient.setQueryData(queryKey, current);
      return error;
    }
  };

  return async (data: Data): Promise<ApiError | undefined> => {
    const rollback = await showAtOnce<Row>(queryKey, (shown) => ({ ...shown, ...joined(shown, data) }));
    const refusal = await send(data, row, false);
    if (refusal && refusal.code !== 'version_conflict') rollback();
    return refusal;
  };
}

/** A change as it is shown: of the fields that a workspace added, those that are not named stay. */
function joined<Data extends object>(shown: object, data: Data): Data {
  if (!('custom' in data) || !isRecord(data.custom)) return data;
  const before = Reflect.get(shown, 'custom');
  return { ...data, custom: { ...(isRecord(before) ? before : {}), ...data.custom } };
}

/** Whether somebody else changed one of the same fields. */
function isTouched(data: object, base: object, current: object): boolean {
  return Object.entries(data).some(([key, value]) => {
    const [was, is]: readonly unknown[] = [Reflect.get(base, key), Reflect.get(current, key)];
    return key === 'custom' && isRecord(value) && isRecord(was) && isRecord(is)
      ? isTouched(value, was, is)
      : JSON.stringify(is) !== JSON.stringify(was);
  });
}
