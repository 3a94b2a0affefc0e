import { Link } from '@crm/ui/controls/link';
import type { ProcessSubjectType } from '@crm/domain/process/process';
import { subjectPath } from './screen-subject.ts';

interface SubjectLinkProps {
  readonly type: ProcessSubjectType;
  readonly id: string;
  readonly name: string;
}

/** The name of what something is about, as a link where that has a page. */
export function SubjectLink({ type, id, name }: SubjectLinkProps) {
  const href = subjectPath(type, id);
  return href === undefined ? <bdi>{name}</bdi> : <Link href={href}>{name}</Link>;
}
