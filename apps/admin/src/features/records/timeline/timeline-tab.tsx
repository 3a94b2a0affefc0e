import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { FilterRow } from '@crm/ui/controls/filter-row';
import { BlankSlate } from '@crm/ui/feedback/blank-slate';
import { Skeleton } from '@crm/ui/feedback/skeleton';
import { useFormat } from '@crm/ui/hooks/use-format';
import { RecordStream } from '@crm/ui/layout/record-layout';
import { TimelineDay } from '@crm/ui/process/timeline';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SubjectType, TimelineRow } from '@crm/domain/timeline/timeline';
import { ErrorView } from '#admin/lib/error-view.tsx';
import { trpc } from '#admin/lib/trpc.ts';
import { groupNames, kindGroups, type KindGroup } from './kinds.ts';
import { NoteComposer } from './note-composer.tsx';
import { Entry, parentOf } from './entry.tsx';
import { useComments } from './use-comments.ts';
import { useBodies } from './use-bodies.ts';

interface TimelineTabProps {
  readonly subjectType: SubjectType;
  readonly subjectId: string;
}

/** Everything that happened to a record, newest first, in one stream. */
export function TimelineTab({ subjectType, subjectId }: TimelineTabProps) {
  const { t } = useTranslation('records');
  const format = useFormat();
  const [group, setGroup] = useState<KindGroup>('all');
  const kinds = kindGroups[group];
  const stream = useInfiniteQuery(
    trpc.timeline.list.infiniteQueryOptions(
      { filter: { subjectType, subjectId, ...(kinds && { kind: [...kinds] }) }, limit: 30 },
      { getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
  );
  const bodies = useBodies(subjectType, subjectId);
  const comments = useComments(subjectType, subjectId);
  const read = stream.data?.pages.flatMap(({ items }) => items);
  const told = new Set(read?.map((entry) => parentOf(entry).parentId));
  // A comment stands below what it answers; in the stream itself only while that is not read yet.
  const entries = read?.filter(({ kind, payload }) => kind !== 'commented' || !told.has(String(payload['parentId'])));
  return (
    <RecordStream>
      <NoteComposer subjectType={subjectType} subjectId={subjectId} />
      <FilterRow
        label={t('kinds')}
        value={group}
        onChange={setGroup}
        options={groupNames.map((value) => ({ value, label: t(`kind.${value}`) }))}
      />
      {stream.error && <ErrorView error={stream.error} onRetry={() => void stream.refetch()} />}
      {!entries && !stream.error && <Skeleton width={360} />}
      {entries?.length === 0 && (
        <BlankSlate picture="calm" title={t('noEntries')}>
          {t('noEntriesReason')}
        </BlankSlate>
      )}
      {entries &&
        byDay(entries).map(([day, items]) => (
          <TimelineDay key={day} title={format.dayLong(items[0]?.occurredAt ?? day)}>
            {items.map((entry) => (
              <Entry
                key={entry.id}
                entry={entry}
                body={entry.sourceId ? (bodies.get(entry.sourceId) ?? comments.words.get(entry.sourceId)) : undefined}
                comments={comments.threads.get(parentOf(entry).parentId) ?? []}
              />
            ))}
          </TimelineDay>
        ))}
      {stream.hasNextPage && (
        <Button busy={stream.isFetchingNextPage} onClick={() => void stream.fetchNextPage()}>
          {t('older')}
        </Button>
      )}
    </RecordStream>
  );
}

/** Entries by the reader's own days. */
function byDay(entries: readonly TimelineRow[]): readonly (readonly [string, readonly TimelineRow[]])[] {
  const days = new Map<string, TimelineRow[]>();
  for (const entry of entries) {
    const day = new Date(entry.occurredAt).toDateString();
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return [...days];
}
