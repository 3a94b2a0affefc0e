import { useQuery } from '@tanstack/react-query';
import { Skeleton } from '@crm/ui/feedback/skeleton';
import { narrowScreen, useMedia } from '@crm/ui/hooks/use-media';
import { Inspector, PreviewBar } from '@crm/ui/layout/inspector';
import { Section } from '@crm/ui/layout/section';
import { Drawer } from '@crm/ui/overlays/drawer';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorView } from '#admin/lib/error-view.tsx';
import type { ResourceName } from '@crm/domain/permissions';

/** One record by its id. */
export interface RecordRead<Row> {
  query(input: { id: string }, options?: { readonly signal?: AbortSignal }): Promise<Row>;
}

interface PeekPanelProps<Row> {
  readonly resource: ResourceName;
  readonly id: string;
  /** The row of the list: shown at once. */
  readonly row: Row | undefined;
  readonly get: RecordRead<Row>;
  readonly Peek: ComponentType<{ readonly row: Row }>;
  readonly onPrevious: () => void;
  readonly onNext: () => void;
  readonly onOpen: () => void;
  readonly onClose: () => void;
}

/** A record beside its list, without leaving it; over the list where there is no room beside it. */
export function PeekPanel<Row>(props: PeekPanelProps<Row>) {
  const { resource, id, row, get, Peek, ...bar } = props;
  const { t } = useTranslation('resource');
  const isNarrow = useMedia(narrowScreen);
  const { data, error, refetch } = useQuery({
    queryKey: [[resource, 'get'], { input: { id }, type: 'query' }],
    queryFn: ({ signal }) => get.query({ id }, { signal }),
    enabled: row === undefined,
  });
  const shown = row ?? data;
  const content = (
    <>
      {shown !== undefined && <Peek row={shown} />}
      {shown === undefined && error && <ErrorView error={error} onRetry={() => void refetch()} />}
      {shown === undefined && !error && (
        <Section>
          <Skeleton width={180} />
        </Section>
      )}
    </>
  );
  if (isNarrow)
    return (
      <Drawer opened title={t('peek.label')} onClose={bar.onClose} flush>
        {content}
      </Drawer>
    );
  return (
    <Inspector label={t('peek.label')}>
      <PreviewBar {...bar} />
      {content}
    </Inspector>
  );
}
