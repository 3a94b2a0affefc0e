import { VisuallyHidden } from '@crm/ui/a11y/visually-hidden';
import { Badge } from '@crm/ui/data/badge';
import { Nothing } from '@crm/ui/data/facts';
import { Moment } from '@crm/ui/data/moment';
import { Text } from '@crm/ui/data/text';
import { daysFrom } from '@crm/ui/format/date';
import { useFormat } from '@crm/ui/hooks/use-format';
import { useNow } from '@crm/ui/hooks/use-now';
import { useTranslation } from 'react-i18next';
import type { OpportunityRow } from '@crm/domain/opportunity/opportunity';
import { useStages } from '#admin/resource/directory.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

const looks = {
  open: {},
  won: { tone: 'good', state: 'done' },
  lost: { tone: 'bad', state: 'failed' },
} as const;

/** The stage of a deal; that it is won or lost is seen too. */
export function StageBadge({ row }: { readonly row: OpportunityRow }) {
  return <Badge {...looks[row.status]}>{row.stage.name}</Badge>;
}

/** How long an open deal has stood in its stage; marked where that is longer than the stage allows. */
export function StageAge({ row }: { readonly row: OpportunityRow }) {
  const { t } = useTranslation('opportunities');
  const { t: vocabulary } = useTranslation('vocabulary');
  const format = useFormat();
  const now = useNow(minute);
  const stage = useStages()?.find(({ id }) => id === row.stageId);
  if (row.status !== 'open') return <Nothing label={vocabulary('none')} />;
  const age = now.getTime() - new Date(row.stageEnteredAt).getTime();
  const limit = stage?.staleAfterDays ?? undefined;
  const isStale = limit !== undefined && age > limit * day;
  return (
    <Text level={2} tone={isStale ? 'warn' : undefined}>
      <time dateTime={row.stageEnteredAt} title={isStale ? t('stale') : format.full(row.stageEnteredAt)}>
        {format.duration(age < day ? age : Math.floor(age / day) * day)}
      </time>
      {isStale && <VisuallyHidden>{t('stale')}</VisuallyHidden>}
    </Text>
  );
}

/** The day on which a deal is hoped to close; marked where it is past and the deal still open. */
export function CloseDate({ row }: { readonly row: OpportunityRow }) {
  const { t } = useTranslation('opportunities');
  const { t: vocabulary } = useTranslation('vocabulary');
  const now = useNow(minute);
  const { expectedCloseDate: at, status } = row;
  if (at === null) return <Nothing label={vocabulary('none')} />;
  const isLate = status === 'open' && daysFrom(at, now) < 0;
  return (
    <Text level={2} tone={isLate ? 'bad' : undefined}>
      <Moment at={at} as="date" />
      {isLate && <VisuallyHidden>{t('late')}</VisuallyHidden>}
    </Text>
  );
}
