import { useQuery } from '@tanstack/react-query';
import { ButtonLink } from '@crm/ui/controls/button';
import { Link } from '@crm/ui/controls/link';
import { BlankSlate } from '@crm/ui/feedback/blank-slate';
import { Skeleton } from '@crm/ui/feedback/skeleton';
import { useFormat } from '@crm/ui/hooks/use-format';
import { PageHead } from '@crm/ui/layout/page-head';
import { RecordLayout } from '@crm/ui/layout/record-layout';
import { Block } from '@crm/ui/process/block';
import { ProcessHead } from '@crm/ui/process/process-head';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import type { OperationRow } from '@crm/domain/operation/operation';
import { Page } from '#admin/app/layout/page.tsx';
import { paths } from '#admin/app/paths.ts';
import { hasCode, readError } from '#admin/lib/api-error.ts';
import { ErrorView } from '#admin/lib/error-view.tsx';
import { trpc } from '#admin/lib/trpc.ts';
import { useErrorWords } from '#admin/lib/use-error-words.ts';
import { OperationItems } from './operation-items.tsx';
import { OperationMeter } from './operation-meter.tsx';
import { operationGlyphs } from './operation-states.ts';
import { OperationVerbs } from './operation-verbs.tsx';
import { useOperationWords } from './use-operation-words.ts';

/** One operation on many records: how far it is, what became of each record, and what can be done about it. Live. */
export function OperationPage() {
  const { t } = useTranslation('operations');
  const { id = '' } = useParams();
  const words = useErrorWords();
  const { data, error, refetch } = useQuery(trpc.operation.get.queryOptions({ id }));
  if (data) return <OperationView operation={data} />;
  const isGone = hasCode(error, 'not_found', 'bad_request', 'validation_failed');
  return (
    <Page title={t('one')} crumbs={[{ label: t('title'), href: paths.operations }, { label: t('one') }]}>
      <PageHead title={t('one')} count={error ? undefined : <Skeleton width={320} />} />
      {error && isGone && (
        <BlankSlate
          picture="records"
          title={words.title(readError(error))}
          actions={<ButtonLink href={paths.operations}>{t('gone')}</ButtonLink>}
        >
          {words.advice(readError(error))}
        </BlankSlate>
      )}
      {error && !isGone && <ErrorView error={error} title={t('failed')} onRetry={() => void refetch()} />}
    </Page>
  );
}

function OperationView({ operation }: { readonly operation: OperationRow }) {
  const { t } = useTranslation('operations');
  const format = useFormat();
  const words = useOperationWords();
  const { state, createdAt, createdBy, endedAt, file, processId, undoableUntil, abilities } = operation;
  const title = words.name(operation);
  const parts = [
    ['state', t(`state.${state}`)],
    ['progress', endedAt === null ? words.progress(operation) : words.outcome(operation)],
    ['pace', words.pace(operation)],
    ['left', words.left(operation)],
    ['began', t('began', { at: format.appointment(createdAt), who: createdBy?.name ?? '' })],
    ['ended', endedAt && t('ended', { at: format.appointment(endedAt) })],
    ['until', abilities.undo && undoableUntil && t('until', { at: format.appointment(undoableUntil) })],
    ['process', processId && <Link href={paths.process(processId)}>{t('process')}</Link>],
  ] as const;
  return (
    <Page title={title} crumbs={[{ label: t('title'), href: paths.operations }, { label: title }]}>
      <RecordLayout
        head={
          <ProcessHead
            state={operationGlyphs[state]}
            sentence={title}
            facts={parts.flatMap(([id, content]) => (content ? [{ id, content }] : []))}
            actions={<OperationVerbs operation={operation} />}
          />
        }
      >
        <Block title={t('column.progress')} count={words.progress(operation)}>
          <OperationMeter operation={operation} />
        </Block>
        {file && (
          <Block title={t('expires', { at: format.appointment(file.expiresAt) })}>
            <ButtonLink href={`/crm/v1/attachments/${file.id}/content`} target="_blank" icon="export">
              {t('download', { name: file.fileName })}
            </ButtonLink>
          </Block>
        )}
        <OperationItems operation={operation} />
      </RecordLayout>
    </Page>
  );
}
