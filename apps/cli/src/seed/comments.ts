import { writeMention } from '@crm/domain/comment/mention.rules';
import { subjectTypes, type SubjectType } from '@crm/domain/timeline/timeline';
import type { Demo } from './demo.ts';
import { people, type StaffKey } from './staff.ts';

interface Said {
  readonly by: StaffKey;
  /** `{who}` becomes the mention of a colleague. */
  readonly text: string;
  readonly to?: StaffKey;
}

const threads: readonly (readonly Said[])[] = [
  [
    { by: 'morozova', text: 'Good. {who}, can the lab take twelve probes in one week?', to: 'rahimi' },
    { by: 'rahimi', text: 'Yes, from the second half of the month.' },
  ],
  [{ by: 'lindqvist', text: '{who}, please look at the terms before I send them.', to: 'morozova' }],
  [{ by: 'morozova', text: 'Let us wait for their budget round. I ask again in two weeks.' }],
  [
    { by: 'rahimi', text: 'They had a ticket about the same depot: the gateway stands behind steel.' },
    { by: 'lindqvist', text: 'Thank you, {who}, I bring it up with them.', to: 'rahimi' },
  ],
];

const commented = 24;

/** What colleagues answered to the latest notes about records, and whom they mentioned. */
export function makeComments(demo: Demo): void {
  const notes = demo.rows.crm_activities
    .filter(({ type, deletedAt, subjectId }) => type === 'note' && deletedAt === null && subjectId !== null)
    .toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime())
    .slice(0, commented);
  for (const [at, note] of notes.entries()) {
    const subjectType = subjectTypes.find((known) => known === note.subjectType);
    if (subjectType === undefined || note.subjectId === null) continue;
    const thread = threads[at % threads.length] ?? [];
    let when = note.createdAt;
    for (const said of thread) {
      when = demo.calendar.after(when, 0, 1);
      say(demo, said, { type: subjectType, id: note.subjectId }, note.id, when);
    }
  }
}

function say(
  demo: Demo,
  { by, text, to }: Said,
  subject: { readonly type: SubjectType; readonly id: string },
  parentId: string,
  at: Date,
): void {
  const mention = to === undefined ? '' : writeMention({ id: demo.userIds[to], name: people[to].name });
  const comment = {
    ...demo.record(at, by),
    subjectType: subject.type,
    subjectId: subject.id,
    parentType: 'note' as const,
    parentId,
    body: text.replace('{who}', mention),
  };
  demo.rows.crm_comments.push(comment);
  if (to !== undefined) {
    demo.rows.crm_mentions.push({
      id: demo.random.id(at),
      userId: demo.userIds[to],
      subjectType: subject.type,
      subjectId: subject.id,
      sourceType: 'comment',
      sourceId: comment.id,
      createdAt: at,
      createdBy: demo.userIds[by],
      readAt: demo.calendar.daysSince(at) > 1 ? at : null,
    });
  }
  demo.tell({
    subject,
    kind: 'commented',
    at,
    by,
    payload: { parentType: 'note', parentId },
    source: { type: 'comment', id: comment.id },
  });
}
