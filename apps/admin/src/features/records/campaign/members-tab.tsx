import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { FilterRow } from '@crm/ui/controls/filter-row';
import { IconButton } from '@crm/ui/controls/icon-button';
import { Link } from '@crm/ui/controls/link';
import { Avatar } from '@crm/ui/data/avatar';
import { Badge } from '@crm/ui/data/badge';
import { Moment } from '@crm/ui/data/moment';
import { BlankSlate } from '@crm/ui/feedback/blank-slate';
import { Skeleton } from '@crm/ui/feedback/skeleton';
import { useFormat } from '@crm/ui/hooks/use-format';
import { showToast } from '@crm/ui/hooks/use-toasts';
import { RecordStream } from '@crm/ui/layout/record-layout';
import { Menu } from '@crm/ui/overlays/menu';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CampaignRow, MemberRow } from '@crm/domain/campaign/campaign';
import { memberStatuses, type MemberStatus } from '@crm/domain/campaign/campaign.rules';
import { paths } from '#admin/app/paths.ts';
import { ErrorView } from '#admin/lib/error-view.tsx';
import { api, trpc } from '#admin/lib/trpc.ts';
import { AddMembers } from './add-members.tsx';
import classes from './campaign.module.css';

const perPage = 50;
const looks = {
  targeted: { tone: 'idle', state: 'queued' },
  sent: { tone: 'accent', state: 'external' },
  responded: { tone: 'good', state: 'human' },
  converted: { tone: 'good', state: 'done' },
} as const satisfies Readonly<Record<MemberStatus, object>>;

/** The people of a campaign: who they are, how far they have come, and the way to add those of the segment. */
export function MembersTab({ row }: { readonly row: CampaignRow }) {
  const { t } = useTranslation('campaign');
  const { t: vocabulary } = useTranslation('vocabulary');
  const format = useFormat();
  const [status, setStatus] = useState<MemberStatus | 'all'>('all');
  const [isAdding, setAdding] = useState(false);
  const results = useQuery(trpc.campaign.results.queryOptions({ id: row.id })).data;
  const members = useInfiniteQuery(
    trpc.campaign.members.infiniteQueryOptions(
      { id: row.id, ...(status !== 'all' && { filter: { status: [status] } }), limit: perPage },
      { getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
  );
  const add = useAddSegment(row);
  const items = members.data?.pages.flatMap((page) => page.items);
  const mayAdd = row.abilities.update && row.status !== 'finished';
  const counted = (of: MemberStatus) =>
    results
      ? `${vocabulary(`memberStatus.${of}`)} ${format.number(results.members[of])}`
      : vocabulary(`memberStatus.${of}`);
  return (
    <RecordStream>
      <div className={classes.members}>
        <div className={classes.bar}>
          <FilterRow
            label={t('byStatus')}
            value={status}
            onChange={setStatus}
            options={[
              { value: 'all', label: t('all') },
              ...memberStatuses.map((value) => ({ value, label: counted(value) })),
            ]}
          />
          {mayAdd && (
            <span className={classes.barEnd}>
              <Button icon="plus" size="small" onClick={() => setAdding(true)}>
                {t('addSome')}
              </Button>
              <Button
                icon="users"
                size="small"
                busy={add.isPending}
                unavailable={row.segment === null}
                title={row.segment === null ? t('noSegment') : undefined}
                onClick={() => add.mutate()}
              >
                {t('addSegment')}
              </Button>
            </span>
          )}
        </div>
        {isAdding && <AddMembers row={row} onClose={() => setAdding(false)} />}
        {members.error && <ErrorView error={members.error} onRetry={() => void members.refetch()} />}
        {!items && !members.error && <Skeleton width={360} />}
        {items && items.length > 0 && (
          <ul className={classes.list} aria-label={t('members')}>
            {items.map((member) => (
              <Member key={member.id} row={row} member={member} />
            ))}
          </ul>
        )}
        {items?.length === 0 && (
          <BlankSlate picture="records" title={t(status === 'all' ? 'none' : 'noneOfStatus')}>
            {status === 'all' && mayAdd && t(row.segment === null ? 'noneSegment' : 'noneReason')}
          </BlankSlate>
        )}
        {members.hasNextPage && (
          <Button busy={members.isFetchingNextPage} onClick={() => void members.fetchNextPage()}>
            {t('more')}
          </Button>
        )}
      </div>
    </RecordStream>
  );
}

function useAddSegment(row: CampaignRow) {
  const { t } = useTranslation('campaign');
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => api.campaign.addMembers.mutate({ id: row.id, data: { from: 'segment' } }),
    onSuccess: async ({ added, refused, more }) => {
      showToast({
        title: t('added', { count: added }),
        detail: more ? t('moreLeft') : refused > 0 ? t('refused', { count: refused }) : undefined,
        state: 'done',
      });
      await queryClient.invalidateQueries({ queryKey: [['campaign']] });
    },
  });
}

function Member({ row, member }: { readonly row: CampaignRow; readonly member: MemberRow }) {
  const { t } = useTranslation('campaign');
  const { t: vocabulary } = useTranslation('vocabulary');
  const queryClient = useQueryClient();
  const renew = () => queryClient.invalidateQueries({ queryKey: [['campaign']] });
  const set = useMutation({
    mutationFn: (status: MemberStatus) =>
      api.campaign.setMemberStatus.mutate({ id: row.id, data: { ids: [member.id], status } }),
    onSuccess: renew,
  });
  const remove = useMutation({
    mutationFn: () => api.campaign.removeMembers.mutate({ id: row.id, data: { ids: [member.id] } }),
    onSuccess: renew,
  });
  return (
    <li className={classes.member}>
      <Avatar name={member.name} />
      <span className={classes.who}>
        <span>
          <Link href={paths[member.subjectType](member.subjectId)} dir="auto">
            {member.name}
          </Link>
        </span>
        <bdi className={classes.email} dir="ltr">
          {member.email}
        </bdi>
      </span>
      <span className={classes.when}>
        {member.status === 'responded' ? t('respondedAt') : t('addedAt')}{' '}
        <Moment at={member.status === 'responded' ? member.updatedAt : member.createdAt} />
      </span>
      {row.abilities.update ? (
        <Menu
          label={t('statusOf', { name: member.name })}
          align="end"
          target={
            <Button
              size="small"
              variant="ghost"
              iconEnd="chevron-down"
              aria-label={`${t('statusOf', { name: member.name })}: ${vocabulary(`memberStatus.${member.status}`)}`}
            >
              {vocabulary(`memberStatus.${member.status}`)}
            </Button>
          }
          groups={[
            {
              id: 'status',
              entries: memberStatuses.map((value) => ({
                id: value,
                label: vocabulary(`memberStatus.${value}`),
                checked: value === member.status,
                onSelect: () => set.mutate(value),
              })),
            },
          ]}
        />
      ) : (
        <Badge {...looks[member.status]}>{vocabulary(`memberStatus.${member.status}`)}</Badge>
      )}
      {row.abilities.update && (
        <IconButton
          icon="close"
          size="small"
          variant="ghost"
          label={t('remove', { name: member.name })}
          onClick={() => remove.mutate()}
        />
      )}
    </li>
  );
}
