import { useTranslation } from 'react-i18next';
import { readString } from '#admin/lib/read.ts';
import type { WorkflowEntity, WorkflowTrigger } from '@crm/domain/workflow/workflow';
import { ruleRelations } from '@crm/domain/workflow/workflow-fields';
import { clock } from '../half-hours.ts';
import { useWeekdays } from '../use-weekdays.ts';

/** Fields that screens call otherwise than rows do. */
export const fieldWords: Readonly<Record<string, string>> = {
  budgetMinor: 'budget',
  amountMinor: 'amount',
  assignedTo: 'owner',
  teamId: 'team',
  accountId: 'account',
  contactId: 'contact',
  pipelineId: 'pipeline',
  stageId: 'stage',
  campaignId: 'campaign',
  categoryId: 'category',
  firstResponseDueAt: 'firstResponse',
  resolutionDueAt: 'resolution',
  durationSeconds: 'duration',
  subjectType: 'about',
};

/** Where the words for the options of a choice are. */
export const optionWords: Readonly<Record<string, string>> = {
  'lead.status': 'leadStatus',
  'account.status': 'accountStatus',
  'account.kind': 'accountKind',
  'opportunity.status': 'opportunityStatus',
  'opportunity.forecastCategory': 'forecastCategory',
  'activity.type': 'activityType',
  'activity.status': 'activityStatus',
  'activity.subjectType': 'noun',
  'activity.direction': 'direction',
  'activity.priority': 'priority',
  'ticket.status': 'ticketStatus',
  'ticket.channel': 'ticketChannel',
  'ticket.priority': 'priority',
  'ticket.slaState': 'clockState',
};

/** What a rule speaks of, in the words of the other screens. */
export function useRuleWords() {
  const { t } = useTranslation('rules');
  const { i18n } = useTranslation('vocabulary');
  const word = (key: string): string | undefined =>
    readString(i18n.getResource(i18n.language, 'vocabulary', key) satisfies unknown);
  const weekdays = useWeekdays();
  const own = (name: string) => word(`field.${fieldWords[name] ?? name}`) ?? name;
  const field = (name: string) => {
    const [relation = '', related] = name.split('.');
    return related === undefined ? own(name) : `${word(`noun.${relation}`) ?? relation} · ${own(related)}`;
  };
  return {
    field,
    option: (entity: WorkflowEntity, name: string, option: string) => {
      const [relation = '', related] = name.split('.');
      const of =
        related === undefined ? `${entity}.${name}` : `${ruleRelations[entity][relation]?.to ?? ''}.${related}`;
      return word(`${optionWords[of] ?? ''}.${option}`) ?? option;
    },
    trigger: (trigger: WorkflowTrigger) => {
      if (trigger.on === 'schedule') {
        const at = clock(trigger.minute);
        const weekday = weekdays.find((each) => each.weekday === trigger.weekday)?.name ?? '';
        return t(`schedule.told.${trigger.every}`, { at, weekday, day: trigger.day ?? 1 });
      }
      return 'field' in trigger ? `${t(`trigger.${trigger.on}`)}: ${field(trigger.field)}` : t(`trigger.${trigger.on}`);
    },
  };
}
