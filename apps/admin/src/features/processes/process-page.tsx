import { useQuery } from '@tanstack/react-query';
import { ButtonLink } from '@crm/ui/controls/button';
import { BlankSlate } from '@crm/ui/feedback/blank-slate';
import { Skeleton } from '@crm/ui/feedback/skeleton';
import { useFormat } from '@crm/ui/hooks/use-format';
import { Inspector } from '@crm/ui/layout/inspector';
import { PageHead } from '@crm/ui/layout/page-head';
import { RecordLayout } from '@crm/ui/layout/record-layout';
import { Block } from '@crm/ui/process/block';
import { ProcessHead } from '@crm/ui/process/process-head';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import type { ProcessRow } from '@crm/domain/process/process';
import { Page } from '#admin/app/layout/page.tsx';
import { paths } from '#admin/app/paths.ts';
import { hasCode, readError } from '#admin/lib/api-error.ts';
import { ErrorView } from '#admin/lib/error-view.tsx';
import { trpc } from '#admin/lib/trpc.ts';
import { useErrorWords } from '#admin/lib/use-error-words.ts';
import { ApproveQuote } from '#admin/resource/process/approve-quote.tsx';
import { ChooseMatch } from '#admin/resource/process/choose-match.tsx';
import { DecideForRule } from '#admin/resource/process/decide-for-rule.tsx';
import { processGlyphs } from '#admin/resource/process/process-states.ts';
import { useProcessWords } from '#admin/resource/process/use-process-words.ts';
import { useWaitNext } from '#admin/resource/process/use-wait-next.ts';
import { WaitSentence } from '#admin/resource/process/wait-sentence.tsx';
import { SubjectLink } from '#admin/resource/subject-link.tsx';
import { ProcessGantt } from './process-gantt.tsx';
import { ProcessLog } from './process-log.tsx';
import { ProcessSide } from './process-side.tsx';
import { ProcessSteps } from './process-steps.tsx';
import { ProcessVerbs } from './process-verbs.tsx';
import { RetryCountdown } from './retry-countdown.tsx';

/** One process: what it waits for, its steps, when each ran, what happened. Live. */
export function ProcessPage() {
  const { t } = useTranslation('processes');
  const { id = '' } = useParams();
  const words = useErrorWords();
  const { data, error, refetch } = useQuery(trpc.process.get.queryOptions({ id }));
  if (data) return <ProcessView process={data} />;
  const isGone = hasCode(error, 'not_found', 'bad_request', 'validation_failed');
  return (
    <Page title={t('one')} crumbs={[{ label: t('title'), href: paths.processes }, { label: t('one') }]}>
      <PageHead title={t('one')} count={error ? undefined : <Skeleton width={320} />} />
      {error && isGone && (
        <BlankSlate
          picture="records"
          title={words.title(readError(error))}
          actions={<ButtonLink href={`${paths.processes}?show=all`}>{t('gone')}</ButtonLink>}
        >
          {words.advice(readError(error))}
        </BlankSlate>
      )}
      {error && !isGone && <ErrorView error={error} title={t('failed')} onRetry={() => void refetch()} />}
    </Page>
  );
}

function ProcessView({ process }: { readonly process: ProcessRow }) {
  const { t } = useTranslation('processes');
  const { t: words } = useTranslation('process');
  const format = useFormat();
  const { why } = useProcessWords();
  const next = useWaitNext(process.wait);
  const { data: details } = useQuery(trpc.process.details.queryOptions({ id: process.id }));
  const { wait, kind, subjectName } = process;
  const title = t('named', { kind: words(`kind.${kind}`), name: subjectName });
  const reason = wait && why(wait.why);
  return (
    <Page
      title={title}
      crumbs={[
        { label: t('title'), href: paths.processes },
        { label: words(`kind.${kind}`), href: `${paths.processes}?show=all&kind=${kind}` },
        { label: subjectName },
      ]}
    >
      <RecordLayout
        isInspectorLast
        head={
          <ProcessHead
            state={processGlyphs[process.state]}
            sentence={
              <>
                <WaitSentence process={process} />
                {reason && <> {reason}</>}
              </>
            }
            facts={[
              {
                id: 'of',
                content: (
                  <>
                    {words(`kind.${kind}`)} {words('of')}{' '}
                    <SubjectLink type={process.subjectType} id={process.subjectId} name={subjectName} />
                  </>
                ),
              },
              {
                id: 'since',
                content: wait
                  ? words('since', { at: format.appointment(wait.since) })
                  : process.closedAt
                    ? words('ended', { at: format.appointment(process.closedAt) })
                    : words('started', { at: format.appointment(process.startedAt) }),
              },
              ...(next ? [{ id: 'next', content: next }] : []),
              ...(process.retryAt ? [{ id: 'retry', content: <RetryCountdown at={process.retryAt} /> }] : []),
            ]}
            actions={<ProcessVerbs process={process} details={details} />}
          />
        }
        inspector={
          <Inspector label={t('facts')} sunken>
            <ProcessSide process={process} details={details} />
          </Inspector>
        }
      >
        {wait?.reason === 'choose_match' && process.abilities.choose && (
          <Block title={words('choice.title')}>
            <ChooseMatch leadId={process.subjectId} />
          </Block>
        )}
        {wait?.reason === 'approve_quote' && process.abilities.approve && (
          <Block title={words('approve.title')}>
            <ApproveQuote quoteId={process.subjectId} />
          </Block>
        )}
        {process.abilities.decide && (
          <Block title={words('decide.title')}>
            <DecideForRule process={process} />
          </Block>
        )}
        <ProcessSteps process={process} />
        <ProcessGantt process={process} log={details?.log ?? []} />
        <ProcessLog process={process} details={details} />
      </RecordLayout>
    </Page>
  );
}
