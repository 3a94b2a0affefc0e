import { useQuery } from '@tanstack/react-query';
import { Skeleton } from '@crm/ui/feedback/skeleton';
import { Drawer } from '@crm/ui/overlays/drawer';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorView } from '#admin/lib/error-view.tsx';
import { useCustomFields } from '../custom/custom-fields.ts';
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

/** Reads the record that a form edits, and what fields the workspace gave to its kind; a new one needs no record. */
export function WithRecord<Row>({ resource, id, get, onClose, children }: WithRecordProps<Row>) {
  const { t } = useTranslation('resource');
  const { data, error, refetch } = useQuery({
    queryKey: [[resource, 'get'], { input: { id }, type: 'query' }],
    queryFn: ({ signal }) => get.query({ id: id ?? '' }, { signal }),
    enabled: id !== undefined,
  });
  // A form begins with the values of all its fields.
  const { isPending } = useCustomFields(resource);
  if (!isPending && id === undefined) return children(undefined);
  if (!isPending && data !== undefined) return children(data);
  return (
    <Drawer opened onClose={onClose} title={t('form.reading')}>
      {error ? <ErrorView error={error} onRetry={() => void refetch()} /> : <Skeleton width={240} />}
    </Drawer>
  );
}
