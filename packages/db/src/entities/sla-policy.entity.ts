import { defineEntity, p } from '@mikro-orm/core';
import { escalations, type SlaTarget } from '@crm/domain/sla/sla-policy';
import { ticketPriorities, type TicketPriority } from '@crm/domain/ticket/ticket-status.rules';
import { Calendar } from './calendar.entity.ts';
import { idOf, optionalIdOf, recordColumns, schema } from './columns.ts';
import { liveIndex, liveUnique, sortIndex } from './indexes.ts';
import { TicketCategory } from './ticket-category.entity.ts';
import { User } from './user.entity.ts';

const SlaPolicySchema = defineEntity({
  name: 'SlaPolicy',
  tableName: 'crm_sla_policies',
  schema,
  properties: {
    ...recordColumns(() => User),
    name: p.text(),
    calendarId: () => idOf(Calendar),
    targets: p.json<Record<TicketPriority, SlaTarget>>(),
    isDefault: p.boolean().default(false),
    position: p.integer().default(0),
    /** What a ticket must be for the policy to apply; null does not ask. */
    categoryId: () => optionalIdOf(TicketCategory),
    priority: p.enum(ticketPriorities).strictNullable(),
    industry: p.text().strictNullable(),
    escalation: p.enum(escalations).default('tell'),
  },
  indexes: [
    sortIndex('crm_sla_policies_position', 'position'),
    sortIndex('crm_sla_policies_name', 'name'),
    sortIndex('crm_sla_policies_created_at', 'createdAt'),
    liveIndex('crm_sla_policies_calendar_id', 'calendarId'),
    liveIndex('crm_sla_policies_category_id', 'categoryId'),
  ],
  uniques: [
    liveUnique('crm_sla_policies_name_unique', 'name'),
    { name: 'crm_sla_policies_default_unique', properties: ['isDefault'], where: 'is_default and deleted_at is null' },
  ],
});

/** What was promised to customers. */
export class SlaPolicy extends SlaPolicySchema.class {}
SlaPolicySchema.setClass(SlaPolicy);
