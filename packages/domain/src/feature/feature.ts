import type { Permission, ResourceName } from '../permissions.ts';

/**
 * The switch of each part of the product (PLAN-066, PLAN-078), by what permissions call it. A new resource does not
 * pass the type check until it has one. `null`: what nobody may switch off, or the switches could not be turned back.
 */
const featureByResource = {
  account: 'crm_feature_accounts',
  contact: 'crm_feature_contacts',
  lead: 'crm_feature_leads',
  territory: 'crm_feature_leads',
  opportunity: 'crm_feature_opportunities',
  activity: 'crm_feature_activities',
  attachment: 'crm_feature_attachments',
  product: 'crm_feature_products',
  pricebook: 'crm_feature_pricebook',
  pricebook_entry: 'crm_feature_pricebook',
  quote: 'crm_feature_quotes',
  approval_policy: 'crm_feature_quotes',
  lead_scoring_rule: 'crm_feature_leads',
  currency: 'crm_feature_currencies',
  exchange_rate: 'crm_feature_currencies',
  invoice: 'crm_feature_invoices',
  subscription: 'crm_feature_subscriptions',
  ticket: 'crm_feature_tickets',
  ticket_category: 'crm_feature_tickets',
  sla_policy: 'crm_feature_tickets',
  calendar: 'crm_feature_calendars',
  holiday: 'crm_feature_calendars',
  kb_article: 'crm_feature_knowledge_base',
  tag: 'crm_feature_tags',
  comment: 'crm_feature_comments',
  campaign: 'crm_feature_campaigns',
  workflow: 'crm_feature_workflows',
  report: 'crm_feature_reports',
  dashboard: 'crm_feature_reports',
  custom_field: 'crm_feature_custom_fields',
  pipeline: 'crm_feature_pipelines',
  stage: 'crm_feature_pipelines',
  timeline: 'crm_feature_timeline',
  auditlog: 'crm_feature_auditlog',
  process: 'crm_feature_processes',
  operation: 'crm_feature_operations',
  search: 'crm_feature_search',
  notification: 'crm_feature_notifications',
  webhook_endpoint: 'crm_feature_webhooks',
  user: null,
  team: null,
  api_key: null,
  feature_flag: null,
} as const satisfies Record<ResourceName, `crm_feature_${string}` | null>;

/** Ways in, whatever they lead to. */
const doors = ['crm_feature_graphql'] as const;

export type Feature = NonNullable<(typeof featureByResource)[ResourceName]> | (typeof doors)[number];

/** Every switch there is. */
export const features: readonly Feature[] = [
  ...new Set(Object.values(featureByResource).filter((feature) => feature !== null)),
  ...doors,
];

const byPermission = new Map<Permission, Feature | null>();

/** The switch that a permission depends on. Asked for each row of a page, so kept. */
export function featureOf(permission: Permission): Feature | null {
  const known = byPermission.get(permission);
  if (known !== undefined) return known;
  const resource = permission.slice(0, permission.indexOf(':'));
  const feature = isResource(resource) ? featureByResource[resource] : null;
  byPermission.set(permission, feature);
  return feature;
}

function isResource(name: string): name is ResourceName {
  return name in featureByResource;
}
