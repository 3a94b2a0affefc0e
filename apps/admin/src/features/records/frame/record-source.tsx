import { useQuery } from '@tanstack/react-query';
import { ButtonLink } from '@crm/ui/controls/button';
import { BlankSlate } from '@crm/ui/feedback/blank-slate';
import { Skeleton } from '@crm/ui/feedback/skeleton';
import { PageHead } from '@crm/ui/layout/page-head';
import { RecordLayout } from '@crm/ui/layout/record-layout';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import type { ScreenSubject } from '#admin/resource/screen-subject.ts';
import { Page } from '#admin/app/layout/page.tsx';
import { hasCode, readError } from '#admin/lib/api-error.ts';
import { ErrorView } from '#admin/lib/error-view.tsx';
import { useErrorWords } from '#admin/lib/use-error-words.ts';
import { listPaths } from './list-paths.ts';
import type { RecordApi, RecordRow } from './record-types.ts';

interface RecordSourceProps<Row> {
  readonly resource: ScreenSubject;
  readonly api: RecordApi<Row>;
  readonly children: (row: Row) => ReactNode;
}

/** Reads the record of the address and keeps it live; says why where it cannot. */
export function RecordSource<Row extends RecordRow>({ resource, api, children }: RecordSourceProps<Row>) {
  const { t } = useTranslation('records');
  const { t: vocabulary } = useTranslation('vocabulary');
  const words = useErrorWords();
  const { id = '' } = useParams();
  const { data, error, refetch } = useQuery({
    queryKey: [[resource, 'get'], { input: { id }, type: 'query' }],
    queryFn: ({ signal }) => api.get.query({ id }, { signal }),
  });
  if (data !== undefined) return children(data);
  const list = { label: vocabulary(`plural.${resource}`), href: listPaths[resource] };
  const isGone = hasCode(error, 'not_found', 'bad_request');
  return (
    <Page title={vocabulary(`noun.${resource}`)} crumbs={[list, { label: vocabulary(`noun.${resource}`) }]}>
      <PageHead title={vocabulary(`noun.${resource}`)} />
      {error && isGone && (
        <BlankSlate
          picture="records"
          title={words.title(readError(error))}
          actions={<ButtonLink href={list.href}>{t('gone')}</ButtonLink>}
        >
          {words.advice(readError(error))}
        </BlankSlate>
      )}
      {error && !isGone && <ErrorView error={error} title={t('failed')} onRetry={() => void refetch()} />}
      {!error && (
        <RecordLayout head={<Skeleton width={260} />}>
          <Skeleton width={420} />
        </RecordLayout>
      )}
    </Page>
  );
}
