import { useQuery } from '@tanstack/react-query';
import { Skeleton } from '@crm/ui/feedback/skeleton';
import { Drawer } from '@crm/ui/overlays/drawer';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorView } from '#admin/lib/error-view.tsx';
import type { RecordRead } from '../peek/peek-panel.tsx';
import type { FormResource } from '../use-forms.ts';

interface WithRecordProps<Row> {
  readonly resource: FormResource;
  /** Nothing for a new record. */
  readonly id: string | undefined;
  readonly get: RecordRead<Row>;
  readonly onClose: () => void;
  readonly children: (row: Row | undefined) => ReactNode;
}

/** Reads the record that a form edits; a new one needs none. */
export function WithRecord<Row>({ resource, id, get, onClose, children }: WithRecordProps<Row>) {
  const { t } = useTranslation('resource');
  const { data, error, refetch } = useQuery({
    queryKey: [[resource, 'get'], { input: { id }, type: 'query' }],
    queryFn: ({ signal }) => get.query({ id: id ?? '' }, { signal }),
    enabled: id !== undefined,
  });
  if (id === undefined) return children(undefined);
  if (data !== undefined) return children(data);
  return (
    <Drawer opened onClose={onClose} title={t('form.reading')}>
      {error ? <ErrorView error={error} onRetry={() => void refetch()} /> : <Skeleton width={240} />}
    </Drawer>
  );
}
