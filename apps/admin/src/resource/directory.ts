import { useQuery } from '@tanstack/react-query';
import { maxPageSize } from '@crm/domain/page-limits';
import { trpc } from '#admin/lib/trpc.ts';

/** Names change rarely, and live updates tell when they do. */
const staleTime = 5 * 60_000;

/** All teams, by name. */
export function useTeams() {
  return useQuery(trpc.team.list.queryOptions({ limit: maxPageSize, sort: 'name' }, { staleTime })).data?.items;
}

/** All pipelines, in their order. */
export function usePipelines() {
  return useQuery(trpc.pipeline.list.queryOptions({ limit: maxPageSize, sort: 'position' }, { staleTime })).data?.items;
}

/** The stages of one pipeline, or of all, in their order. */
export function useStages(pipelineId?: string) {
  const filter = pipelineId === undefined ? {} : { filter: { pipelineId } };
  return useQuery(trpc.stage.list.queryOptions({ ...filter, limit: maxPageSize, sort: 'position' }, { staleTime })).data
    ?.items;
}

/** What tickets and articles are filed under, by name. */
export function useTicketCategories() {
  return useQuery(trpc.ticket_category.list.queryOptions({ limit: maxPageSize, sort: 'name' }, { staleTime })).data
    ?.items;
}
