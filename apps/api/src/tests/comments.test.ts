import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { writeMention } from '@crm/domain/comment/mention.rules';
import type { TestUser } from '@crm/core/testing/company';
import { startTestApi, type TestApi, type TestClient } from '../testing/test-api.ts';

const items = z.object({ items: z.array(z.record(z.string(), z.unknown())) });

describe('comments and mentions', () => {
  let api: TestApi;
  let admin: TestClient;
  let manager: TestClient;
  let rep: TestClient;
  let outsider: TestClient;
  let account = '';
  let note = '';

  beforeAll(async () => {
    api = await startTestApi();
    const { users } = api.company;
    admin = await api.as(users.admin);
    manager = await api.as(users.northManager);
    rep = await api.as(users.northRep);
    outsider = await api.as(users.southRep);
    account = idOf(await rep.call('POST', '/crm/v1/accounts', { name: 'Talked about' }));
    note = idOf(await rep.call('POST', '/crm/v1/notes', { ...about(), body: 'They want a pilot.' }));
  });
  afterAll(() => api[Symbol.asyncDispose]());

  const about = () => ({ subject_type: 'account', subject_id: account });
  const idOf = (answer: { readonly body: Record<string, unknown> }) => String(answer.body['id']);
  const list = async (client: TestClient, path: string) =>
    items.parse((await client.call('GET', `/crm/v1/${path}`)).body).items;
  const answer = (client: TestClient, body: string, parent: object = { parent_type: 'note', parent_id: note }) =>
    client.call('POST', '/crm/v1/comments', { ...parent, body });
  const mention = (user: TestUser) => writeMention({ id: user.id, name: user.email });
  const unread = (client: TestClient) => list(client, 'me/mentions?unread=true');

  it('an answer belongs to the record of what is answered; author and times are the server’s', async () => {
    const made = await answer(manager, 'Good. Who decides?');
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      ...about(),
      parent_type: 'note',
      parent_id: note,
      created_by: { id: api.company.users.northManager.id },
      abilities: { update: true, delete: true, restore: false },
    });
    expect(await list(rep, `comments?parent_id=${note}`)).toMatchObject([
      { id: idOf(made), abilities: { update: false } },
    ]);
    const told = await list(rep, `timeline?subject_type=account&subject_id=${account}&kind=commented`);
    expect(told).toMatchObject([{ source_type: 'comment', source_id: idOf(made), title: null }]);
    const forged = { parent_type: 'note', parent_id: note, body: 'x', created_by: api.company.users.admin.id };
    expect((await rep.call('POST', '/crm/v1/comments', forged)).status).toBe(422);
  });

  it('a timeline entry can be answered too; the entry of a note stands for the note, and an answer has none', async () => {
    const entries = await list(rep, `timeline?subject_type=account&subject_id=${account}`);
    const entryOf = (kind: string) => ({
      parent_type: 'entry',
      parent_id: entries.find((entry) => entry['kind'] === kind)?.['id'],
    });
    expect((await answer(rep, 'Made at the fair.', entryOf('created'))).body).toMatchObject(entryOf('created'));
    expect((await answer(rep, 'A small one.', entryOf('note'))).body).toMatchObject({
      parent_type: 'note',
      parent_id: note,
    });
    expect((await answer(rep, 'No.', entryOf('commented'))).status).toBe(422);
    expect((await answer(rep, 'No.', { parent_type: 'note', parent_id: account })).status).toBe(422);
  });

  it('only its author and administrators change a comment', async () => {
    const path = `/crm/v1/comments/${idOf(await answer(rep, 'Mine.'))}`;
    for (const [method, payload] of [
      ['PATCH', { body: 'Yours.' }],
      ['DELETE', undefined],
    ] as const) {
      expect((await manager.call(method, path, payload)).status).toBe(403);
      expect((await outsider.call(method, path, payload)).status).toBe(404);
    }
    expect((await rep.call('PATCH', path, { body: 'Mine still.' }, { ifMatch: '"1"' })).body['body']).toBe(
      'Mine still.',
    );
    expect((await rep.call('PATCH', path, { body: 'Late.' }, { ifMatch: '"1"' })).status).toBe(412);
    expect((await admin.call('DELETE', path)).status).toBe(204);
    expect((await rep.call('GET', path)).status).toBe(404);
    expect((await manager.call('POST', `${path}/restore`)).status).toBe(403);
    expect((await rep.call('POST', `${path}/restore`)).body['body']).toBe('Mine still.');
  });

  it('who does not see the record sees no comment on it, and cannot answer', async () => {
    const path = `/crm/v1/comments/${idOf(await answer(rep, 'Ours.'))}`;
    expect((await outsider.call('GET', path)).status).toBe(404);
    expect(await list(outsider, 'comments')).toEqual([]);
    expect(await list(outsider, `comments?parent_id=${note}`)).toEqual([]);
    expect((await outsider.call('GET', '/crm/v1/comments/count')).body['count']).toBe(0);
    expect((await answer(outsider, 'Mine?')).status).toBe(422);
    expect((await api.as(api.company.users.support).then((support) => support.call('GET', path))).status).toBe(200);
  });

  it('a mention of somebody who cannot see the record is refused by name, and nothing is written', async () => {
    const { southRep, northManager, executor } = api.company.users;
    const before = await list(rep, 'comments');
    const refused = await answer(rep, `${mention(northManager)} and ${mention(southRep)}, ${mention(executor)}`);
    expect(refused.status).toBe(422);
    expect(refused.body['users']).toEqual([
      { id: southRep.id, name: 'south-rep' },
      { id: executor.id, name: 'executor' },
    ]);
    expect(refused.text).toContain('south-rep, executor');
    const inNote = await rep.call('POST', '/crm/v1/notes', { ...about(), body: `Ask ${mention(southRep)}` });
    expect(inNote.status).toBe(422);
    expect(await list(rep, 'comments')).toHaveLength(before.length);
    expect(await unread(manager)).toEqual([]);
  });

  it('who is mentioned in a comment or a note finds it among the unread once, and nobody else does', async () => {
    const { northManager, admin: boss } = api.company.users;
    const comment = await answer(rep, `Look, ${mention(northManager)} and ${mention(northManager)}!`);
    expect(comment.body['mentions']).toEqual([{ id: northManager.id, name: 'north-manager' }]);
    const written = await rep.call('POST', '/crm/v1/notes', { ...about(), body: `For ${mention(northManager)}` });
    expect(await unread(manager)).toMatchObject([
      {
        source_type: 'note',
        source_id: idOf(written),
        subject_name: 'Talked about',
        mentioned_by: { name: 'north-rep' },
      },
      { source_type: 'comment', source_id: idOf(comment), text: comment.body['body'] },
    ]);
    expect(await unread(admin)).toEqual([]);

    // Rewriting calls those who are new, and not again who knows already.
    const [latest] = await unread(manager);
    await manager.call('POST', '/crm/v1/me/mentions/read', { ids: [latest?.['id']] });
    const body = `For ${mention(northManager)} and ${mention(boss)}`;
    expect((await rep.call('PATCH', `/crm/v1/notes/${idOf(written)}`, { body })).status).toBe(200);
    expect(await unread(admin)).toHaveLength(1);
    expect(await unread(manager)).toHaveLength(1);
    expect((await manager.call('GET', '/crm/v1/me/mentions/count?unread=true')).body['count']).toBe(1);
    await rep.call('PATCH', `/crm/v1/notes/${idOf(written)}`, { body: 'For nobody' });
    expect(await list(admin, 'me/mentions')).toEqual([]);

    await rep.call('DELETE', `/crm/v1/comments/${idOf(comment)}`);
    expect(await unread(manager)).toEqual([]);
  });

  it('whoever loses sight of a record loses its mentions', async () => {
    const { northRep, southRep } = api.company.users;
    const deal = idOf(await rep.call('POST', '/crm/v1/opportunities', { name: 'Moving on' }));
    const subject = { subject_type: 'opportunity', subject_id: deal };
    await admin.call('POST', '/crm/v1/notes', { ...subject, body: `Yours, ${mention(northRep)}` });
    expect(await unread(rep)).toHaveLength(1);
    await admin.call('PATCH', `/crm/v1/opportunities/${deal}`, { assigned_to: southRep.id });
    expect(await unread(rep)).toEqual([]);
    await rep.call('POST', '/crm/v1/me/mentions/read', {});
    await admin.call('PATCH', `/crm/v1/opportunities/${deal}`, { assigned_to: northRep.id });
    expect(await list(rep, 'me/mentions?unread=false')).toHaveLength(1);
  });

  it('a note about nothing mentions nobody', async () => {
    const { northRep } = api.company.users;
    const loose = { type: 'note', subject: 'Loose', body: `For ${mention(northRep)}` };
    expect((await rep.call('POST', '/crm/v1/activities', loose)).status).toBe(422);
  });
});
