import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import type { OpportunityRow } from '@crm/domain/opportunity/opportunity';
import { mapRow, showAtOnce } from '#admin/lib/optimistic.ts';
import { useSession } from '#admin/lib/session.ts';
import { trpc } from '#admin/lib/trpc.ts';
import { usePipelines, useStages } from '#admin/resource/directory.ts';
import { me } from '#admin/resource/filter/to-server-filter.ts';
import type { TargetStage } from './move/use-move-deal.ts';

const pageSize = 20;

/** What the address says of the board: which pipeline, whose deals. */
export function useBoardParams() {
  const [search, setSearch] = useSearchParams();
  const session = useSession();
  const pipelines = usePipelines();
  const wanted = search.get('pipelineId');
  const pipeline =
    pipelines?.find(({ id }) => id === wanted) ?? pipelines?.find(({ isDefault }) => isDefault) ?? pipelines?.[0];
  const owner = search.get('assignedTo') ?? undefined;
  const put = (key: 'pipelineId' | 'assignedTo', value: string | undefined) =>
    setSearch((current) => {
      const next = new URLSearchParams(current);
      if (value === undefined) next.delete(key);
      else next.set(key, value);
      return next;
    });
  const ids = owner?.split(',').map((id) => (id === me ? session.id : id));
  return { pipelines, pipeline, owner, ownerIds: ids, put };
}

/** The stages of a pipeline with their counts and sums, counted on the server. */
export function useBoardHeads(pipelineId: string, ownerIds: readonly string[] | undefined) {
  const stages = useStages(pipelineId);
  const heads = useQuery(
    trpc.opportunity.board.queryOptions({ pipelineId, ...(ownerIds && { assignedTo: [...ownerIds] }) }),
  );
  return { stages, heads };
}

function columnInput(stageId: string, ownerIds: readonly string[] | undefined) {
  return {
    filter: { stageId: [stageId], ...(ownerIds && { assignedTo: [...ownerIds] }) },
    sort: '-stageEnteredAt' as const,
    limit: pageSize,
  };
}

/** The cards of one stage, page by page. */
export function useColumn(stageId: string, ownerIds: readonly string[] | undefined, isShown: boolean) {
  return useInfiniteQuery(
    trpc.opportunity.list.infiniteQueryOptions(columnInput(stageId, ownerIds), {
      getNextPageParam: (page) => page.nextCursor ?? undefined,
      enabled: isShown,
    }),
  );
}

interface Pages {
  readonly pages: readonly { readonly items: readonly OpportunityRow[]; readonly nextCursor: string | null }[];
}

/** Shows a card in its new column before the server has answered; what is returned puts it back. */
export function useShowMove(ownerIds: readonly string[] | undefined) {
  const queryClient = useQueryClient();
  return async (deal: OpportunityRow, stage: TargetStage): Promise<() => void> => {
    const keyOf = (stageId: string) =>
      trpc.opportunity.list.infiniteQueryOptions(columnInput(stageId, ownerIds), {
        getNextPageParam: () => undefined,
      }).queryKey;
    const leave = await showAtOnce<Pages>(keyOf(deal.stageId), (pages) => mapRow(pages, deal.id, () => undefined));
    const moved = { ...deal, stageId: stage.id, stage, stageEnteredAt: new Date().toISOString() };
    const enter = await showAtOnce<Pages>(keyOf(stage.id), (data) => ({
      ...data,
      pages: data.pages.map((page, index) => (index === 0 ? { ...page, items: [moved, ...page.items] } : page)),
    }));
    return () => {
      enter();
      leave();
      void queryClient.invalidateQueries({ queryKey: [['opportunity', 'list']] });
    };
  };
}
