import type { RestRoute } from '../trpc/init.ts';

/**
 * One route of the console, as data: which procedure it is, and where the console's words differ from ours (DIFF-001:
 * customers are accounts, deals are opportunities).
 */
export interface ConsoleRoute {
  readonly method: RestRoute['method'];
  readonly path: `/${string}`;
  /** `account.list`, as in tRPC. */
  readonly procedure: string;
  /** Where a parameter of the path goes in the input: `{ id: 'filter.accountId' }`. Left out: to the key of its name. */
  readonly place?: Readonly<Record<string, string>>;
  /** The console's keys in the query → ours. Ours are understood as well. */
  readonly filter?: Names;
  /** The same for the body. */
  readonly data?: Names;
  /** What the route means without saying it: `{ 'filter.type': ['note'] }`. */
  readonly set?: Readonly<Record<string, unknown>>;
  readonly summary?: string;
}

type Names = Readonly<Record<string, string>>;

/** What every noun has. */
function nouns(path: `/${string}`, router: string, filter: Names = {}, data: Names = {}): ConsoleRoute[] {
  const one = `${path}/:id` as const;
  return [
    { method: 'GET', path, procedure: `${router}.list`, filter },
    { method: 'POST', path, procedure: `${router}.create`, data },
    { method: 'GET', path: one, procedure: `${router}.get` },
    { method: 'PUT', path: one, procedure: `${router}.replace`, data },
    { method: 'PATCH', path: one, procedure: `${router}.update`, data },
    { method: 'DELETE', path: one, procedure: `${router}.delete` },
    { method: 'POST', path: `${one}/restore`, procedure: `${router}.restore` },
  ];
}

/** The console's words for our nouns. */
const routerOf = { customers: 'account', contacts: 'contact', deals: 'opportunity', activities: 'activity' } as const;

const search = { search: 'q' };
const ofCustomer = { customerId: 'accountId' };
const dealFilter = {
  ...search,
  customer: 'accountId',
  customerId: 'accountId',
  stage: 'stageId',
  owner: 'assignedTo',
  dateFrom: 'closeFrom',
  dateTo: 'closeTo',
  amountMin: 'amountFrom',
  amountMax: 'amountTo',
};

/** Every route of `console-crm-service.md`, and those that it demands without naming a path (DIFF-026). */
export const consoleRoutes: readonly ConsoleRoute[] = [
  ...nouns('/customers', 'account', search).map((route) =>
    route.method === 'GET' && route.path === '/customers/:id' ? { ...route, procedure: 'account.overview' } : route,
  ),
  { method: 'POST', path: '/customers/:id/actions/schedule-follow-up', procedure: 'account.scheduleFollowUp' },

  {
    method: 'GET',
    path: '/customers/:id/contacts',
    procedure: 'contact.list',
    place: { id: 'filter.accountId' },
    filter: search,
  },
  { method: 'POST', path: '/customers/:id/contacts', procedure: 'contact.create', place: { id: 'data.accountId' } },
  ...nouns('/contacts', 'contact', { ...search, ...ofCustomer }, ofCustomer).filter(
    ({ path, method }) => path !== '/contacts' || method === 'GET',
  ),

  ...nouns('/deals', 'opportunity', dealFilter, ofCustomer),
  ...nouns('/activities', 'activity', { ...search, assignee: 'assignedTo' }),
  { method: 'GET', path: '/me/activities', procedure: 'activity.mine' },

  ...(['customers', 'deals'] as const).flatMap((path): ConsoleRoute[] => {
    const subjectType = routerOf[path];
    return [
      {
        method: 'GET',
        path: `/${path}/:id/notes`,
        procedure: 'note.list',
        place: { id: 'filter.subjectId' },
        set: { 'filter.subjectType': subjectType },
      },
      {
        method: 'POST',
        path: `/${path}/:id/notes`,
        procedure: 'note.create',
        place: { id: 'data.subjectId' },
        set: { 'data.subjectType': subjectType },
      },
    ];
  }),
  { method: 'GET', path: '/notes/:id', procedure: 'note.get' },
  { method: 'PUT', path: '/notes/:id', procedure: 'note.update' },
  { method: 'PATCH', path: '/notes/:id', procedure: 'note.update' },
  { method: 'DELETE', path: '/notes/:id', procedure: 'note.delete' },

  ...nouns('/tags', 'tag', search),
  ...(['customers', 'contacts', 'deals', 'activities'] as const).flatMap((path): ConsoleRoute[] => [
    { method: 'PUT', path: `/${path}/:id/tags/:tagId`, procedure: `${routerOf[path]}.tag` },
    { method: 'DELETE', path: `/${path}/:id/tags/:tagId`, procedure: `${routerOf[path]}.untag` },
  ]),

  // A file comes by its bytes: `POST /admin/attachments` and `/:id/content` are routes of `files/routes.ts`.
  ...nouns('/attachments', 'attachment').filter(
    ({ method, path }) => method !== 'PUT' && (method !== 'POST' || path.endsWith('/restore')),
  ),
  { method: 'GET', path: '/attachments/:id/link', procedure: 'attachment.link' },

  ...nouns('/pipelines', 'pipeline', search),
  { method: 'GET', path: '/pipelines/:id/stages', procedure: 'stage.list', place: { id: 'filter.pipelineId' } },
  { method: 'POST', path: '/pipelines/:id/stages', procedure: 'stage.create', place: { id: 'data.pipelineId' } },
  ...nouns('/stages', 'stage').filter(({ path }) => path !== '/stages'),
  ...nouns('/users', 'user', search),

  { method: 'GET', path: '/reports/overview', procedure: 'report.overview' },
  { method: 'GET', path: '/reports/team-performance', procedure: 'report.teamPerformance' },

  {
    method: 'GET',
    path: '/audit',
    procedure: 'auditlog.list',
    filter: { actor: 'actorId', from: 'occurredFrom', to: 'occurredTo' },
  },
];
