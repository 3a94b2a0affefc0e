export { createCrmClient, type CrmClient, type CrmClientOptions, type CrmRouter } from './client.ts';
export type { Credentials } from './auth.ts';
export { CrmError, hasCode, toCrmError, type CrmErrorCode, type FieldIssue } from './errors.ts';
export { eachRow } from './pages.ts';
export type * from './procedures.ts';
