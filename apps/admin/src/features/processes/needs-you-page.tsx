import { useQuery } from '@tanstack/react-query';
import { ButtonLink } from '@crm/ui/controls/button';
import { BlankSlate } from '@crm/ui/feedback/blank-slate';
import { Skeleton } from '@crm/ui/feedback/skeleton';
import { PageHead } from '@crm/ui/layout/page-head';
import { useTranslation } from 'react-i18next';
import type { ProcessRow } from '@crm/domain/process/process';
import { maxPageSize } from '@crm/domain/page-limits';
import { Page } from '#admin/app/layout/page.tsx';
import { paths } from '#admin/app/paths.ts';
import { ErrorView } from '#admin/lib/error-view.tsx';
import { trpc } from '#admin/lib/trpc.ts';
import { ProcessCard } from '#admin/resource/process/process-card.tsx';
import classes from './needs-you-page.module.css';

/** What waits for whoever is signed in, due next first. */
export function NeedsYouPage() {
  const { t } = useTranslation('processes');
  const { t: words } = useTranslation('process');
  const { data, error, refetch } = useQuery(
    trpc.process.list.queryOptions({ filter: { needsMe: true, open: true }, limit: maxPageSize }),
  );
  const rows = data?.items.toSorted((a, b) => dueOf(a).localeCompare(dueOf(b)));
  return (
    <Page title={t('inbox')}>
      <PageHead
        title={t('inbox')}
        count={rows && rows.length > 0 ? t('inboxCount', { count: rows.length }) : undefined}
      />
      {error && <ErrorView error={error} title={t('failed')} onRetry={() => void refetch()} />}
      {!rows && !error && <Skeleton width={300} />}
      {rows?.length === 0 && (
        <BlankSlate picture="calm" title={t('calm')}>
          {t('calmReason')}
        </BlankSlate>
      )}
      {rows && rows.length > 0 && (
        <div className={classes.cards}>
          {rows.map((process) => (
            <ProcessCard
              key={process.id}
              process={process}
              withSubject
              actions={
                <ButtonLink size="small" href={paths.process(process.id)}>
                  {process.abilities.choose || process.abilities.approve || process.abilities.decide
                    ? t('decide')
                    : words('open')}
                </ButtonLink>
              }
            />
          ))}
        </div>
      )}
    </Page>
  );
}

function dueOf({ wait, updatedAt }: ProcessRow): string {
  return wait?.dueAt ?? wait?.next?.at ?? updatedAt;
}
