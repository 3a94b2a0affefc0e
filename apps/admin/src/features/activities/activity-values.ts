import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { activityTypes, type ActivityRow } from '@crm/domain/activity/activity';
import { subjectTypes } from '@crm/domain/timeline/timeline';
import type { FieldLabels } from '#admin/resource/form/make-fields.ts';

/** What the form of an activity holds. */
export type ActivityValues = Pick<
  ActivityRow,
  | 'type'
  | 'subject'
  | 'body'
  | 'subjectType'
  | 'subjectId'
  | 'dueAt'
  | 'startsAt'
  | 'endsAt'
  | 'outcome'
  | 'direction'
  | 'durationSeconds'
  | 'priority'
> & {
  /** Left out of a new activity, it is whoever makes it. */
  readonly assignedTo: string | null | undefined;
};

/** Fields that only some kinds of activity have. */
const ofSome = ['dueAt', 'startsAt', 'endsAt', 'outcome', 'direction', 'durationSeconds'] as const;
type SomeField = (typeof ofSome)[number];

const fieldsOf: Readonly<Record<ActivityRow['type'], readonly SomeField[]>> = {
  call: ['dueAt', 'direction', 'durationSeconds', 'outcome'],
  meeting: ['startsAt', 'endsAt', 'outcome'],
  email: ['dueAt', 'direction', 'outcome'],
  task: ['dueAt', 'outcome'],
  note: [],
};

/** Whether a kind of activity has a field. */
export function hasField(type: ActivityRow['type'], field: SomeField): boolean {
  return fieldsOf[type].includes(field);
}

/** What a kind of activity does not have: it is emptied when an activity becomes one. */
export function fieldsWithout(type: ActivityRow['type']): readonly SomeField[] {
  return ofSome.filter((field) => !hasField(type, field));
}

/**
 * What the form begins with: a record's values, or those of a new one.
 * @param owner of a new one; left out where the server decides
 */
export function activityValues(
  row: ActivityRow | undefined,
  preset: Readonly<Record<string, string>>,
  owner: string | undefined,
): ActivityValues {
  return {
    type: row?.type ?? activityTypes.find((type) => type === preset['type']) ?? 'task',
    subject: row?.subject ?? preset['subject'] ?? '',
    body: row?.body ?? null,
    subjectType: row ? row.subjectType : (subjectTypes.find((type) => type === preset['subjectType']) ?? null),
    subjectId: row ? row.subjectId : (preset['subjectId'] ?? null),
    dueAt: row?.dueAt ?? null,
    startsAt: row?.startsAt ?? null,
    endsAt: row?.endsAt ?? null,
    outcome: row?.outcome ?? null,
    direction: row?.direction ?? null,
    durationSeconds: row?.durationSeconds ?? null,
    priority: row?.priority ?? 'normal',
    assignedTo: row ? row.assignedTo : owner,
  };
}

/** The names of the fields. */
export function useActivityLabels(): FieldLabels<ActivityValues> {
  const { t } = useTranslation('vocabulary');
  return useMemo(
    () => ({
      type: t('field.type'),
      subject: t('field.subject'),
      body: t('field.body'),
      subjectType: t('field.about'),
      subjectId: t('field.about'),
      dueAt: t('field.dueAt'),
      startsAt: t('field.startsAt'),
      endsAt: t('field.endsAt'),
      outcome: t('field.outcome'),
      direction: t('field.direction'),
      durationSeconds: t('field.duration'),
      priority: t('field.priority'),
      assignedTo: t('field.owner'),
    }),
    [t],
  );
}
