import { lazy, type ComponentType, type ReactNode } from 'react';
import type { ResourceName } from '@crm/domain/permissions';

/** What every part takes. */
export interface PartProps {
  /** Stands below the part's head: that one may only look. */
  readonly notice: ReactNode;
}

export const partGroups = ['own', 'people', 'sales', 'service', 'data', 'system'] as const;

/** A part of the settings; shown to whoever may read its resource. */
export interface SettingsPart {
  readonly id: string;
  readonly group: (typeof partGroups)[number];
  readonly resource: ResourceName;
  readonly Part: ComponentType<PartProps>;
}

/** Every part, in the order they stand within their group. Each is fetched when it is first opened. */
export const parts = [
  {
    id: 'users',
    group: 'people',
    resource: 'user',
    Part: lazy(() => import('./users/users-part.tsx').then((module) => ({ default: module.UsersPart }))),
  },
  {
    id: 'teams',
    group: 'people',
    resource: 'team',
    Part: lazy(() => import('./teams/teams-part.tsx').then((module) => ({ default: module.TeamsPart }))),
  },
  {
    id: 'rights',
    group: 'people',
    resource: 'user',
    Part: lazy(() => import('./rights/rights-part.tsx').then((module) => ({ default: module.RightsPart }))),
  },
  {
    id: 'pipelines',
    group: 'sales',
    resource: 'pipeline',
    Part: lazy(() => import('./pipelines/pipelines-part.tsx').then((module) => ({ default: module.PipelinesPart }))),
  },
  {
    id: 'approvals',
    group: 'sales',
    resource: 'approval_policy',
    Part: lazy(() => import('./approvals/approvals-part.tsx').then((module) => ({ default: module.ApprovalsPart }))),
  },
  {
    id: 'scoring',
    group: 'sales',
    resource: 'lead_scoring_rule',
    Part: lazy(() => import('./scoring/scoring-part.tsx').then((module) => ({ default: module.ScoringPart }))),
  },
  {
    id: 'territories',
    group: 'sales',
    resource: 'territory',
    Part: lazy(() =>
      import('./territories/territories-part.tsx').then((module) => ({ default: module.TerritoriesPart })),
    ),
  },
  {
    id: 'pricebooks',
    group: 'sales',
    resource: 'pricebook',
    Part: lazy(() => import('./pricebooks/pricebooks-part.tsx').then((module) => ({ default: module.PricebooksPart }))),
  },
  {
    id: 'currencies',
    group: 'sales',
    resource: 'currency',
    Part: lazy(() => import('./currencies/currencies-part.tsx').then((module) => ({ default: module.CurrenciesPart }))),
  },
  {
    id: 'customFields',
    group: 'data',
    resource: 'custom_field',
    Part: lazy(() =>
      import('./custom-fields/custom-fields-part.tsx').then((module) => ({ default: module.CustomFieldsPart })),
    ),
  },
  {
    id: 'tags',
    group: 'data',
    resource: 'tag',
    Part: lazy(() => import('./tags/tags-part.tsx').then((module) => ({ default: module.TagsPart }))),
  },
  {
    id: 'rules',
    group: 'data',
    resource: 'workflow',
    Part: lazy(() => import('./rules/rules-part.tsx').then((module) => ({ default: module.RulesPart }))),
  },
  {
    id: 'calendars',
    group: 'service',
    resource: 'calendar',
    Part: lazy(() => import('./service/calendars-part.tsx').then((module) => ({ default: module.CalendarsPart }))),
  },
  {
    id: 'slaPolicies',
    group: 'service',
    resource: 'sla_policy',
    Part: lazy(() => import('./service/policies-part.tsx').then((module) => ({ default: module.PoliciesPart }))),
  },
  {
    id: 'ticketCategories',
    group: 'service',
    resource: 'ticket_category',
    Part: lazy(() => import('./service/categories-part.tsx').then((module) => ({ default: module.CategoriesPart }))),
  },
  {
    id: 'features',
    group: 'system',
    resource: 'feature_flag',
    Part: lazy(() => import('./features/features-part.tsx').then((module) => ({ default: module.FeaturesPart }))),
  },
  {
    id: 'apiKeys',
    group: 'system',
    resource: 'api_key',
    Part: lazy(() => import('./api-keys/api-keys-part.tsx').then((module) => ({ default: module.ApiKeysPart }))),
  },
  {
    id: 'webhooks',
    group: 'system',
    resource: 'webhook_endpoint',
    Part: lazy(() => import('./webhooks/webhooks-part.tsx').then((module) => ({ default: module.WebhooksPart }))),
  },
  {
    id: 'audit',
    group: 'system',
    resource: 'auditlog',
    Part: lazy(() => import('./audit/audit-part.tsx').then((module) => ({ default: module.AuditPart }))),
  },
  {
    id: 'notifications',
    group: 'own',
    resource: 'notification',
    Part: lazy(() =>
      import('./notifications/notifications-part.tsx').then((module) => ({ default: module.NotificationsPart })),
    ),
  },
] as const satisfies readonly SettingsPart[];
