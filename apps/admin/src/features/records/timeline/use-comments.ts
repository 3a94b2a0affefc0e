import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { CommentRow } from '@crm/domain/comment/comment';
import { maxPageSize } from '@crm/domain/page-limits';
import type { SubjectType } from '@crm/domain/timeline/timeline';
import { useMay } from '#admin/lib/session.ts';
import { trpc } from '#admin/lib/trpc.ts';

/** The latest comments of a record by what they answer, each thread in its order; and their words by their own id. */
export function useComments(subjectType: SubjectType, subjectId: string) {
  const may = useMay();
  const { data } = useQuery(
    trpc.comment.list.queryOptions(
      { filter: { subjectType, subjectId }, sort: '-createdAt', limit: maxPageSize },
      { enabled: may('comment:read') },
    ),
  );
  return useMemo(() => {
    const threads = new Map<string, CommentRow[]>();
    for (const comment of data?.items.toReversed() ?? []) {
      threads.set(comment.parentId, [...(threads.get(comment.parentId) ?? []), comment]);
    }
    return { threads, words: new Map(data?.items.map(({ id, body }) => [id, body])) };
  }, [data]);
}
