/** Every address of the admin, in one place. Ids are put in as they are: UUIDs need no encoding. */
export const paths = {
  home: '/',
  login: '/login',
  needsYou: '/needs-you',
  accounts: '/accounts',
  account: (id: string) => `/accounts/${id}`,
  contacts: '/contacts',
  contact: (id: string) => `/contacts/${id}`,
  leads: '/leads',
  lead: (id: string) => `/leads/${id}`,
  opportunities: '/opportunities',
  opportunity: (id: string) => `/opportunities/${id}`,
  activities: '/activities',
  activity: (id: string) => `/activities/${id}`,
  processes: '/processes',
  // The id of a process is a path itself: `lead-conversion/0198…`.
  process: (id: string) => `/processes/${encodeURIComponent(id)}`,
  trash: '/trash',
  settings: '/settings',
} as const;
