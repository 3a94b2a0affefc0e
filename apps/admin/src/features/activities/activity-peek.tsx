import { Facts, Nothing, type Fact } from '@crm/ui/data/facts';
import { Person } from '@crm/ui/data/named';
import { Text } from '@crm/ui/data/text';
import { useFormat } from '@crm/ui/hooks/use-format';
import { Icon } from '@crm/ui/icons/icon';
import { PreviewHead } from '@crm/ui/layout/inspector';
import { Section } from '@crm/ui/layout/section';
import { useTranslation } from 'react-i18next';
import type { ActivityRow } from '@crm/domain/activity/activity';
import { api } from '#admin/lib/trpc.ts';
import { activityIcons } from '#admin/resource/activity-icons.ts';
import { MomentCell, WordsCell } from '#admin/resource/list/cells.tsx';
import { PeekActions } from '#admin/resource/peek/peek-actions.tsx';
import { ActivityStatusBadge } from '#admin/resource/status-badges.tsx';
import { About, Due, Priority } from './activity-marks.tsx';
import { CompleteButton } from './complete-button.tsx';

/** An activity beside the list: what about, when, by whom, and what came of it. */
export function ActivityPeek({ row }: { readonly row: ActivityRow }) {
  const { t } = useTranslation('vocabulary');
  const format = useFormat();
  const optional: readonly (Fact | false)[] = [
    row.startsAt !== null && {
      id: 'starts',
      label: t('field.startsAt'),
      value: <MomentCell at={row.startsAt} as="appointment" />,
    },
    row.endsAt !== null && {
      id: 'ends',
      label: t('field.endsAt'),
      value: <MomentCell at={row.endsAt} as="appointment" />,
    },
    row.durationSeconds !== null && {
      id: 'duration',
      label: t('field.duration'),
      value: format.duration(row.durationSeconds * 1000),
    },
    row.direction !== null && {
      id: 'direction',
      label: t('field.direction'),
      value: t(`direction.${row.direction}`),
    },
    row.completedAt !== null && {
      id: 'completed',
      label: t('field.completedAt'),
      value: <MomentCell at={row.completedAt} />,
    },
    row.outcome !== null && { id: 'outcome', label: t('field.outcome'), value: <WordsCell words={row.outcome} /> },
  ];
  return (
    <>
      <PreviewHead
        mark={<Icon name={activityIcons[row.type]} size={20} />}
        title={row.subject}
        detail={t(`activityType.${row.type}`)}
        badge={<ActivityStatusBadge status={row.status} />}
        actions={
          <PeekActions resource="activity" api={api.activity} row={row}>
            <CompleteButton row={row} />
          </PeekActions>
        }
      />
      <Section>
        <Facts
          facts={[
            { id: 'about', label: t('field.about'), value: <About row={row} /> },
            { id: 'due', label: t('field.dueAt'), value: <Due row={row} /> },
            {
              id: 'owner',
              label: t('field.owner'),
              value: row.assignee ? <Person name={row.assignee.name} /> : <Nothing label={t('nobody')} />,
            },
            { id: 'priority', label: t('field.priority'), value: <Priority row={row} /> },
            ...optional.filter((fact) => fact !== false),
          ]}
        />
      </Section>
      {row.body && (
        <Section title={t('field.body')}>
          <Text as="p" level={2}>
            <bdi>{row.body}</bdi>
          </Text>
        </Section>
      )}
    </>
  );
}
