import type { RecordRead } from '#admin/resource/peek/peek-panel.tsx';
import type { ResourceRow, ResourceWrites } from '#admin/resource/resource-api.ts';
import type { NamedRef } from '@crm/domain/scalars';
import type { TagRef } from '@crm/domain/tag/tag-ref';
import type { TagApi } from '../tags/record-tags.tsx';

/** What the frame needs of any record that has a page. */
export interface RecordRow extends ResourceRow {
  /** What has none is called by the `title` that its page gives. */
  readonly name?: string;
  readonly tags?: readonly TagRef[];
  readonly createdAt: string;
  readonly createdBy: NamedRef | null;
  readonly updatedAt: string;
  readonly updatedBy: NamedRef | null;
  readonly assignee: NamedRef | null;
}

/** The procedures of a noun that its page calls itself. */
export interface RecordApi<Row> extends ResourceWrites<Row>, Partial<TagApi> {
  readonly get: RecordRead<Row>;
}
