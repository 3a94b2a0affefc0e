import type { z } from 'zod';
import type { ActivityRow } from '@crm/domain/activity/activity';
import type { noteCreate, noteFilter, NoteRow, noteUpdate } from '@crm/domain/activity/note';
import { refuseUnknown } from '@crm/domain/errors';
import type { ListQuery, Page } from '@crm/domain/page';
import type { ServiceContext } from '../context.ts';
import type { Parents } from '../page.ts';
import { activityService } from './activity.service.ts';

type Filter = z.output<typeof noteFilter>;

/** Notes, as the activities of that type that they are. */
export const noteService = {
  async list(ctx: ServiceContext, { filter, ...paging }: ListQuery<Filter>): Promise<Page<NoteRow>> {
    const page = await activityService.list(ctx, { ...paging, filter: { ...filter, type: ['note'] } });
    return { ...page, items: page.items.map(presentNote) };
  },

  async get(ctx: ServiceContext, id: string): Promise<NoteRow> {
    return presentNote(await requireNote(ctx, id));
  },

  /** Those of the notes that the caller may see, in no order. */
  async getMany(ctx: ServiceContext, ids: readonly string[]): Promise<NoteRow[]> {
    const activities = await activityService.getMany(ctx, ids);
    return activities.filter(({ type }) => type === 'note').map(presentNote);
  },

  /** The same page of each of many subjects' notes, in one statement. */
  async listFor(ctx: ServiceContext, parents: Parents, { filter, ...paging }: ListQuery<Filter>) {
    const pages = await activityService.listFor(ctx, parents, { ...paging, filter: { ...filter, type: ['note'] } });
    const presented = [...pages].map(([id, page]): [string, Page<NoteRow>] => [
      id,
      { ...page, items: page.items.map(presentNote) },
    ]);
    return new Map(presented);
  },

  defaultSort: activityService.defaultSort,

  async create(ctx: ServiceContext, { body, ...subject }: z.output<typeof noteCreate>): Promise<NoteRow> {
    const activity = await activityService.create(ctx, {
      ...subject,
      type: 'note',
      subject: firstLine(body),
      body,
      dueAt: null,
      startsAt: null,
      endsAt: null,
      remindAt: null,
      outcome: null,
      direction: null,
      durationSeconds: null,
      priority: 'normal',
    });
    return presentNote(activity);
  },

  async update(ctx: ServiceContext, id: string, { body }: z.output<typeof noteUpdate>, version?: number) {
    await requireNote(ctx, id);
    return presentNote(await activityService.update(ctx, id, { subject: firstLine(body), body }, version));
  },

  async delete(ctx: ServiceContext, id: string, version?: number): Promise<void> {
    await requireNote(ctx, id);
    await activityService.delete(ctx, id, version);
  },
};

async function requireNote(ctx: ServiceContext, id: string): Promise<ActivityRow> {
  const row = await activityService.get(ctx, id);
  if (row.type !== 'note') throw refuseUnknown('note', id);
  return row;
}

const longestLine = 100;

/** What a note is called in lists. */
function firstLine(body: string): string {
  const [line = ''] = body.split('\n', 1);
  const plain = line.replace(/\p{Cc}/gu, ' ').trim();
  // Never half a character: a cut surrogate pair would be refused as text.
  return plain.length <= longestLine ? plain : `${plain.slice(0, longestLine).toWellFormed().replace(/.$/u, '')}…`;
}

function presentNote(row: ActivityRow): NoteRow {
  return {
    id: row.id,
    version: row.version,
    body: row.body ?? row.subject,
    author: row.createdBy,
    subjectType: row.subjectType,
    subjectId: row.subjectId,
    subjectName: row.subjectName,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    abilities: { update: row.abilities.update, delete: row.abilities.delete },
  };
}
