import { keep, readKept } from '#admin/lib/kept.ts';
import { isRecord, readString } from '#admin/lib/read.ts';
import type { ResourceName } from '@crm/domain/permissions';

/** The list that somebody came from: a record's page offers the way back, the previous and the next row. */
export interface LastList {
  /** Address of the list as it was left, with filter and order. */
  readonly href: string;
  /** "My open deals", or nothing for all. */
  readonly view: string | undefined;
  /** The rows that were loaded, in their order. */
  readonly ids: readonly string[];
  /** The row that was opened last. */
  readonly opened: string | undefined;
}

function keyOf(resource: ResourceName): string {
  return `gx-list:${resource}`;
}

/** Remembers a list for as long as the tab lives. */
export function keepLastList(resource: ResourceName, list: LastList): void {
  keep('tab', keyOf(resource), list);
}

/** The list that was looked at last in this tab. */
export function readLastList(resource: ResourceName): LastList | undefined {
  const kept = readKept('tab', keyOf(resource));
  if (!isRecord(kept)) return undefined;
  const href = readString(kept['href']);
  const ids = Array.isArray(kept['ids']) ? kept['ids'].filter((id): id is string => typeof id === 'string') : [];
  return href === undefined
    ? undefined
    : { href, ids, view: readString(kept['view']), opened: readString(kept['opened']) };
}
