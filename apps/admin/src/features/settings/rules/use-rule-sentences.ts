import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { maxPageSize } from '@crm/domain/page-limits';
import type { Comparison, ConditionGroup } from '@crm/domain/workflow/conditions.rules';
import type { WorkflowAction, WorkflowEntity, WorkflowRule } from '@crm/domain/workflow/workflow';
import { trpc } from '#admin/lib/trpc.ts';
import { useStages, useTeams } from '#admin/resource/directory.ts';
import { useNames } from '#admin/resource/filter/use-names.ts';
import { useRuleWords } from './use-rule-words.ts';

/** One line of a rule in words, and how deep it stands. */
export interface RuleLine {
  readonly depth: number;
  readonly text: string;
}

/** What rules say, line by line: when, only if, then. @param rules whose people are called by their names */
export function useRuleSentences(rules: readonly WorkflowRule[]): (rule: WorkflowRule) => readonly RuleLine[] {
  const { t } = useTranslation('rules');
  const { t: vocabulary } = useTranslation('vocabulary');
  const { t: process } = useTranslation('process');
  const words = useRuleWords();
  const teams = useTeams();
  const stages = useStages();
  const tags = useQuery(trpc.tag.list.queryOptions({ limit: maxPageSize, sort: 'name' }));
  const people = useNames('user', [...new Set(rules.flatMap(({ actions }) => actions.flatMap(peopleOf)))]);
  const known = new Map(
    [...(teams ?? []), ...(stages ?? []), ...(tags.data?.items ?? [])].map((row) => [row.id, row.name]),
  );
  const nameOf = (id: string) => people.get(id) ?? known.get(id) ?? id;

  const valueOf = (entity: WorkflowEntity, field: string, value: Comparison['value'] | null): string => {
    if (value === null || value === undefined) return vocabulary('none');
    if (Array.isArray(value)) return value.map((each: string | number) => valueOf(entity, field, each)).join(', ');
    if (typeof value === 'boolean') return vocabulary(value ? 'yes' : 'no');
    return nameOf(words.option(entity, field, String(value)));
  };
  const conditions = (entity: WorkflowEntity, group: ConditionGroup, depth: number): RuleLine[] =>
    group.conditions.length === 0
      ? [{ depth, text: t('everyRecord') }]
      : [
          { depth, text: t(`match.${group.match}`) },
          ...group.conditions.flatMap((condition) => {
            if ('match' in condition) return conditions(entity, condition, depth + 1);
            const { field, op, value } = condition;
            const asked = op === 'is_empty' || op === 'is_filled' ? '' : ` ${valueOf(entity, field, value)}`;
            return [{ depth: depth + 1, text: `${words.field(field)} ${t(`op.${op}`)}${asked}` }];
          }),
        ];
  const toldOf = (entity: WorkflowEntity, action: WorkflowAction): string => {
    switch (action.do) {
      case 'assign':
        return nameOf(action.userId ?? action.teamId ?? '');
      case 'create_activity':
        return `${vocabulary(`activityType.${action.type}`)}, ${action.subject}`;
      case 'set_field':
        return `${words.field(action.field)} → ${valueOf(entity, action.field, action.value)}`;
      case 'add_tag':
        return nameOf(action.tagId);
      case 'notify':
        return [...action.roles.map((role) => t(`part.${role}`)), ...action.userIds.map(nameOf), action.message].join(
          ', ',
        );
      case 'ask_approval':
        return [...action.roles.map((role) => t(`part.${role}`)), ...action.userIds.map(nameOf), action.question].join(
          ', ',
        );
      case 'start_process':
        return process(`kind.${action.process}`);
      case 'send_mail':
        return action.subject;
      case 'wait':
        return `${t('hours')} ${action.hours}`;
      case 'wait_until':
        return `${words.field(action.field)} ${action.offsetDays}`;
      case 'call_webhook':
        return action.endpointId;
      case 'create_record':
        return `${vocabulary(`noun.${action.entity}`)}: ${action.values
          .map(({ field, value, from }) => {
            const taken = from === 'id' ? t('itself') : from === undefined ? undefined : words.field(from);
            return `${words.field(field)} = ${taken ?? valueOf(entity, field, value)}`;
          })
          .join(', ')}`;
      case 'branch':
        return '';
    }
  };
  const steps = (entity: WorkflowEntity, actions: readonly WorkflowAction[], depth: number): RuleLine[] =>
    actions.flatMap((action, at) => {
      const told = toldOf(entity, action);
      const what = t('actionOf', { place: at + 1, what: t(`do.${action.do}`) });
      const line = { depth, text: told === '' ? what : `${what}: ${told}` };
      if (action.do !== 'branch' && action.do !== 'ask_approval') return [line];
      return [
        line,
        ...(action.do === 'branch' ? conditions(entity, action.if, depth + 1) : []),
        ...(['then', 'else'] as const).flatMap((side) =>
          action[side].length === 0
            ? []
            : [{ depth: depth + 1, text: t(`${action.do}.${side}`) }, ...steps(entity, action[side], depth + 2)],
        ),
      ];
    });
  return (rule) => [
    { depth: 0, text: `${t('when')}: ${words.trigger(rule.trigger)}` },
    { depth: 0, text: t('conditions') },
    ...conditions(rule.entity, rule.conditions, 1),
    { depth: 0, text: t('actions') },
    ...steps(rule.entity, rule.actions, 1),
    ...(rule.oncePerRecord ? [{ depth: 0, text: t('once') }] : []),
    ...(rule.runOnImport ? [{ depth: 0, text: t('onImport') }] : []),
    { depth: 0, text: `${t('mostRuns')}: ${rule.mostRunsPerHour}` },
  ];
}

function peopleOf(action: WorkflowAction): readonly string[] {
  switch (action.do) {
    case 'assign':
      return action.userId === undefined ? [] : [action.userId];
    case 'notify':
      return action.userIds;
    case 'ask_approval':
      return [...action.userIds, ...[...action.then, ...action.else].flatMap(peopleOf)];
    case 'branch':
      return [...action.then, ...action.else].flatMap(peopleOf);
    default:
      return [];
  }
}
