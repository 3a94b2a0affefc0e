import type { ResourceName } from '@crm/domain/permissions';
import { isRecord, readString } from './read.ts';

/** Changed ids by resource. */
export type Changes = ReadonlyMap<ResourceName, ReadonlySet<string>>;

/** Whose queries also show a part of another resource. */
const shownIn: Partial<Readonly<Record<ResourceName, readonly string[]>>> = {
  pipeline: ['stage', 'opportunity'],
  stage: ['opportunity'],
};

/** Whether the query behind a key of tRPC's shows something that has changed: `[[router, procedure], { input }]`. */
export function showsChange(queryKey: readonly unknown[], changes: Changes): boolean {
  const [path, options] = queryKey;
  if (!Array.isArray(path)) return false;
  const router: unknown = path[0];
  const input = isRecord(options) && isRecord(options['input']) ? options['input'] : {};
  for (const [resource, ids] of changes) {
    if (router === resource && touchesOne(input, ids)) return true;
    if (router === 'timeline' && touchesTimeline(resource, input, ids)) return true;
    if (shownIn[resource]?.some((other) => other === router)) return true;
  }
  return false;
}

const toldElsewhere: ReadonlySet<ResourceName> = new Set(['activity', 'attachment', 'process', 'timeline']);

/** A query of one record is old only when that record changed; a list may be old in any case. */
function touchesOne(input: Readonly<Record<string, unknown>>, ids: ReadonlySet<string>): boolean {
  const id = readString(input['id']);
  return id === undefined || ids.has(id);
}

/** Not all changes say whose timeline they stand on: that of an activity or of a file does not. */
function touchesTimeline(
  resource: ResourceName,
  input: Readonly<Record<string, unknown>>,
  ids: ReadonlySet<string>,
): boolean {
  if (toldElsewhere.has(resource)) return true;
  const subject = isRecord(input['filter']) ? readString(input['filter']['subjectId']) : undefined;
  return subject === undefined || ids.has(subject);
}
