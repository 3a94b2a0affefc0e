/** Roles in the order of `docs/permissions.md`. */
export const roles = ['admin', 'manager', 'sales_rep', 'support', 'marketing', 'executor'] as const;
export type Role = (typeof roles)[number];

/** How far an allowed action reaches: own records, those of the own team and the teams below it, or all. */
export const scopes = ['own', 'team', 'all'] as const;
export type Scope = (typeof scopes)[number];

const crud = ['read', 'create', 'update', 'delete', 'restore'] as const;
const owned = [...crud, 'assign'] as const;

/** Every action there is, by resource. A permission is `resource:action`; nothing else is one. */
export const actions = {
  account: owned,
  contact: owned,
  lead: [...owned, 'qualify', 'convert', 'undo_conversion'],
  opportunity: [...owned, 'move'],
  activity: [...owned, 'complete'],
  product: crud,
  pricebook: crud,
  pricebook_entry: crud,
  quote: [...owned, 'submit', 'approve', 'send', 'decide', 'revise'],
  currency: crud,
  exchange_rate: crud,
  invoice: [...owned, 'issue', 'pay', 'settle', 'credit', 'void'],
  subscription: [...owned, 'pause', 'resume', 'cancel', 'change', 'renew'],
  tag: [...crud, 'merge'],
  comment: crud,
  campaign: owned,
  workflow: [...crud, 'run'],
  report: ['read', 'team', 'campaigns'],
  attachment: crud,
  ticket: [...owned, 'reply', 'note', 'take', 'resolve', 'close', 'reopen', 'merge'],
  ticket_category: crud,
  sla_policy: crud,
  calendar: crud,
  holiday: crud,
  kb_article: [...crud, 'publish', 'archive'],
  custom_field: [...crud, 'rename'],
  pipeline: crud,
  stage: crud,
  user: [...crud, 'view_as'],
  team: crud,
  territory: crud,
  approval_policy: crud,
  lead_scoring_rule: crud,
  api_key: [...crud, 'rotate'],
  webhook_endpoint: [...crud, 'rotate'],
  feature_flag: ['read', 'update'],
  timeline: ['read', 'create'],
  auditlog: ['read'],
  operation: ['read', 'create', 'update'],
  notification: ['read', 'update'],
  process: ['read', 'decide', 'act', 'operate', 'force'],
  search: ['read'],
  dashboard: ['read'],
} as const;

export type ResourceName = keyof typeof actions;
export type ActionOf<R extends ResourceName> = (typeof actions)[R][number];
export type Permission = { [R in ResourceName]: `${R}:${ActionOf<R>}` }[ResourceName];
type Grants = Partial<Record<Permission, Scope>>;

function grant<R extends ResourceName>(scope: Scope, resource: R, ...allowed: ActionOf<R>[]): Grants {
  const chosen: readonly string[] = allowed.length > 0 ? allowed : actions[resource];
  return Object.fromEntries(chosen.map((action) => [`${resource}:${action}`, scope]));
}

function grantAll(scope: Scope): Grants {
  return Object.assign({}, ...resourceNames.map((resource) => grant(scope, resource)));
}

const resourceNames = Object.keys(actions).filter((name): name is ResourceName => name in actions);

/** What everybody on the staff may read: names for pickers, what is sold at which price, and the pipelines of deals. */
const directory: Grants = {
  ...grant('all', 'user', 'read'),
  ...grant('all', 'team', 'read'),
  ...grant('all', 'territory', 'read'),
  ...grant('all', 'approval_policy', 'read'),
  ...grant('all', 'tag', 'read'),
  ...grant('all', 'custom_field', 'read'),
};
const catalogue: Grants = {
  ...grant('all', 'product', 'read'),
  ...grant('all', 'pricebook', 'read'),
  ...grant('all', 'pricebook_entry', 'read'),
  ...grant('all', 'currency', 'read'),
  ...grant('all', 'exchange_rate', 'read'),
};
const pipelines: Grants = { ...grant('all', 'pipeline', 'read'), ...grant('all', 'stage', 'read') };
/** What service was promised, by which calendar, and what is known: everybody on the staff may look it up. */
const service: Grants = {
  ...grant('all', 'ticket_category', 'read'),
  ...grant('all', 'sla_policy', 'read'),
  ...grant('all', 'calendar', 'read'),
  ...grant('all', 'holiday', 'read'),
  ...grant('all', 'kb_article', 'read'),
};
const desk: Grants = {
  ...grant('all', 'search', 'read'),
  ...grant('all', 'dashboard', 'read'),
  // What somebody is told is for nobody else's eyes.
  ...grant('own', 'notification'),
  // What somebody has done to many records at once; each record is asked for on its own.
  ...grant('own', 'operation'),
  // One's own keys, which reach no further than oneself.
  ...grant('own', 'api_key'),
};

function salesGrants(scope: Scope): Grants {
  return {
    ...directory,
    ...catalogue,
    ...pipelines,
    ...service,
    ...desk,
    ...grant(scope, 'ticket', 'read'),
    ...grant(scope, 'account', ...crud),
    ...grant(scope, 'contact', ...crud),
    ...grant(scope, 'lead', ...crud, 'qualify', 'convert', 'undo_conversion'),
    ...grant(scope, 'opportunity', ...crud, 'move'),
    ...grant(scope, 'quote', ...crud, 'submit', 'send', 'decide', 'revise'),
    ...grant(scope, 'activity', ...crud, 'complete'),
    ...grant('all', 'lead_scoring_rule', 'read'),
    // What a rule does is the administrators'; people start those that wait for somebody to do so.
    ...grant('all', 'workflow', 'read', 'run'),
    ...grant('all', 'campaign', 'read'),
    ...grant('all', 'tag', 'create'),
    ...grant(scope, 'comment'),
    ...grant(scope, 'attachment'),
    ...grant(scope, 'timeline'),
    ...grant(scope, 'process', 'read', 'decide', 'act'),
  };
}

/**
 * The matrix of the execution plan (1.4), DIFF-006 and DIFF-018. What is not listed is refused.
 * Timeline entries, processes and attachments are seen by whoever sees their subject, and attachments are changed by
 * whoever may change it; the scope here is the widest that can be.
 */
const grants: Readonly<Record<Role, Grants>> = {
  admin: { ...grantAll('all'), ...grant('own', 'notification') },
  manager: {
    ...salesGrants('team'),
    ...grant('team', 'account', 'assign'),
    ...grant('team', 'contact', 'assign'),
    ...grant('team', 'lead', 'assign'),
    ...grant('team', 'opportunity', 'assign'),
    ...grant('team', 'quote', 'assign', 'approve'),
    ...grant('team', 'activity', 'assign'),
    // Billing is the manager's: sales reps read what is theirs, support and marketing see no amounts (PLAN-051..055).
    ...grant('team', 'invoice'),
    ...grant('team', 'subscription'),
    ...grant('all', 'tag'),
    ...grant('team', 'report'),
    ...grant('team', 'ticket'),
    // What can be taken back; to skip and to terminate is the administrators'.
    ...grant('team', 'process', 'operate'),
  },
  sales_rep: { ...salesGrants('own'), ...grant('own', 'invoice', 'read'), ...grant('own', 'subscription', 'read') },
  support: {
    ...directory,
    ...catalogue,
    ...service,
    ...desk,
    ...grant('team', 'ticket'),
    // Of what they see: what their tickets wait for, and what a rule asks them.
    ...grant('team', 'process', 'read', 'decide'),
    ...grant('all', 'kb_article'),
    ...grant('all', 'account', 'read'),
    ...grant('all', 'contact', 'read', 'update'),
    ...grant('all', 'tag', 'create'),
    ...grant('own', 'activity', ...crud, 'complete'),
    ...grant('all', 'comment'),
    ...grant('all', 'attachment'),
    ...grant('all', 'timeline'),
  },
  marketing: {
    ...directory,
    ...catalogue,
    ...service,
    ...desk,
    ...grant('all', 'account', 'read'),
    ...grant('all', 'contact', 'read'),
    ...grant('all', 'lead', ...owned),
    ...grant('all', 'lead_scoring_rule'),
    ...grant('all', 'report', 'read', 'campaigns'),
    ...grant('all', 'campaign'),
    ...grant('all', 'tag'),
    ...grant('own', 'activity', ...crud, 'complete'),
    ...grant('all', 'comment'),
    ...grant('all', 'attachment'),
    ...grant('all', 'timeline'),
    ...grant('all', 'process', 'read', 'decide'),
  },
  executor: {},
};

/** Every permission there is. */
export const permissions: readonly Permission[] = resourceNames.flatMap((resource) =>
  actions[resource].map((action) => `${resource}:${action}` as Permission),
);

/** How far `role` may do `permission`, or `null` when it may not at all. */
export function scopeOf(role: Role, permission: Permission): Scope | null {
  return grants[role][permission] ?? null;
}

/** All permissions of a role with their reach, for `/admin/me` and the matrix. */
export function permissionsOf(role: Role): Readonly<Partial<Record<Permission, Scope>>> {
  return grants[role];
}
