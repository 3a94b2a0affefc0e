import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { BlankSlate } from '@crm/ui/feedback/blank-slate';
import { Skeleton } from '@crm/ui/feedback/skeleton';
import { RecordStream } from '@crm/ui/layout/record-layout';
import { useTranslation } from 'react-i18next';
import type { SubjectType } from '@crm/domain/timeline/timeline';
import { ErrorView } from '#admin/lib/error-view.tsx';
import { trpc } from '#admin/lib/trpc.ts';
import { ProcessCard } from '#admin/resource/process/process-card.tsx';
import classes from './processes-tab.module.css';

interface ProcessesTabProps {
  readonly subjectType: SubjectType;
  readonly subjectId: string;
}

/** All processes that touched a record, running and past. */
export function ProcessesTab({ subjectType, subjectId }: ProcessesTabProps) {
  const { t } = useTranslation('records');
  const list = useInfiniteQuery(
    trpc.process.list.infiniteQueryOptions(
      { filter: { touchedType: subjectType, touchedId: subjectId }, sort: '-startedAt' },
      { getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
  );
  if (list.error) return <ErrorView error={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Skeleton width={300} />;
  const rows = list.data.pages.flatMap(({ items }) => items);
  if (rows.length === 0) return <BlankSlate picture="calm" title={t('noProcesses')} />;
  return (
    <RecordStream>
      <div className={classes.cards}>
        {rows.map((process) => (
          <ProcessCard key={process.id} process={process} withSubject={process.subjectId !== subjectId} />
        ))}
      </div>
      {list.hasNextPage && (
        <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('older')}
        </Button>
      )}
    </RecordStream>
  );
}
