// The type only: the schemas beside it would bring zod into the first download.
import type { ProcessSubjectType } from '@crm/domain/process/process';
import type { SubjectType } from '@crm/domain/timeline/timeline';
import { paths } from '#admin/app/paths.ts';

/** Subjects that have pages here. Of the others the name is shown, without a link. */
export const screenSubjects = [
  'account',
  'contact',
  'lead',
  'opportunity',
  'invoice',
  'subscription',
  'ticket',
  'campaign',
  'quote',
] as const satisfies readonly SubjectType[];
export type ScreenSubject = (typeof screenSubjects)[number];

/** Whether what a record is about has a page here. */
export function isScreenSubject(type: unknown): type is ScreenSubject {
  return screenSubjects.some((known) => known === type);
}

/** The page of what a record is about, or nothing where there is none. */
export function subjectPath(type: ProcessSubjectType, id: string): string | undefined {
  if (type === 'operation') return paths.operation(id);
  return isScreenSubject(type) ? paths[type](id) : undefined;
}
