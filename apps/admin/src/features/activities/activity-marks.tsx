import { VisuallyHidden } from '@crm/ui/a11y/visually-hidden';
import { Anchor } from '@crm/ui/controls/link';
import { Nothing } from '@crm/ui/data/facts';
import { Moment } from '@crm/ui/data/moment';
import { RecordName } from '@crm/ui/data/named';
import { Text } from '@crm/ui/data/text';
import { useNow } from '@crm/ui/hooks/use-now';
import { Icon } from '@crm/ui/icons/icon';
import { useTranslation } from 'react-i18next';
import type { ActivityRow } from '@crm/domain/activity/activity';
import { paths } from '#admin/app/paths.ts';
import { activityIcons } from '#admin/resource/activity-icons.ts';
import { subjectPath } from '#admin/resource/screen-subject.ts';
import classes from './activity-marks.module.css';

/** An activity by its subject; the drawing says what it is. */
export function ActivityName({ row }: { readonly row: ActivityRow }) {
  const { t } = useTranslation('vocabulary');
  const type = t(`activityType.${row.type}`);
  return (
    <span className={classes.subject}>
      <span className={classes.icon} title={type}>
        <Icon name={activityIcons[row.type]} />
        <VisuallyHidden>{type}</VisuallyHidden>
      </span>
      <RecordName name={row.subject} kind="plain" href={paths.activity(row.id)} />
    </span>
  );
}

/** The record that an activity is about. */
export function About({ row, inRow }: { readonly row: ActivityRow; readonly inRow?: boolean }) {
  const { t } = useTranslation('vocabulary');
  const { t: own } = useTranslation('activities');
  const { subjectType, subjectId, subjectName } = row;
  if (subjectType === null || subjectId === null) return <Nothing label={own('aboutNothing')} />;
  const name = subjectName ?? t(`noun.${subjectType}`);
  const href = subjectPath(subjectType, subjectId);
  if (href === undefined) return <Text level={2}>{name}</Text>;
  return (
    <Text level={2}>
      <Anchor href={href} className={classes.about} dir="auto" title={name} tabIndex={inRow ? -1 : undefined}>
        {name}
      </Anchor>
    </Text>
  );
}

/** When an activity is to be done, or was held; marked where the time is past and it is not done. */
export function Due({ row }: { readonly row: ActivityRow }) {
  const { t } = useTranslation('vocabulary');
  const { t: own } = useTranslation('activities');
  const now = useNow(60_000);
  const at = row.dueAt ?? row.startsAt;
  if (at === null) return <Nothing label={t('none')} />;
  const isOverdue = row.status === 'scheduled' && row.dueAt !== null && new Date(row.dueAt) < now;
  return (
    <Text level={2} tone={isOverdue ? 'bad' : undefined}>
      {isOverdue && <VisuallyHidden>{own('overdue')}</VisuallyHidden>} <Moment at={at} as="appointment" />
    </Text>
  );
}

/** How much an activity matters; the usual is not stressed. */
export function Priority({ row }: { readonly row: ActivityRow }) {
  const { t } = useTranslation('vocabulary');
  return (
    <Text level={row.priority === 'high' ? 1 : 2} tone={row.priority === 'high' ? 'warn' : undefined}>
      {t(`priority.${row.priority}`)}
    </Text>
  );
}
