import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import { pino } from 'pino';
import { afterEach, beforeEach, beforeAll, afterAll, expect, test } from 'vitest';
import { queueMail, type NewMail } from '@crm/core/mail/queue-mail';
import { sendDueMails } from '@crm/core/mail/send-mails';
import { notificationService } from '@crm/core/notification/notification.service';
import { notify } from '@crm/core/notification/notify';
import { webhookEndpointService } from '@crm/core/webhook/webhook-endpoint.service';
import type { MailPost } from '@crm/core/ports/mail-post';
import { LeadScenes } from '@crm/core/testing/lead-scenes';
import { openWorkbench, type Workbench } from '@crm/core/testing/workbench';
import { links, openMailRoom, publicUrl, type TestMailRoom } from '../testing/mail-room.ts';
import { smtpPost } from './smtp-post.ts';
import { startTeller } from './teller.ts';

const minuteMs = 60_000;
let bench: Workbench;
let scenes: LeadScenes;
let mail: TestMailRoom;
beforeAll(async () => {
  bench = await openWorkbench();
  scenes = new LeadScenes(bench);
});
beforeEach(async () => {
  await bench.query('delete from crm_core.crm_notifications; delete from crm_core.crm_mails');
  mail = await openMailRoom(bench);
});
afterEach(() => mail[Symbol.asyncDispose]());
afterAll(() => bench[Symbol.asyncDispose]());

const message: NewMail = {
  to: { address: 'ingrid@nordfisk.example', name: 'Ingrid Dahl' },
  language: 'en',
  template: 'message',
  params: { subject: 'Your loggers', body: 'They are on the way.\nBest regards' },
  key: 'shipping/1',
};
const order = (change: Partial<NewMail> = {}) =>
  bench.as(bench.company.users.northRep, (ctx) => queueMail(ctx, { ...message, ...change }));
const stored = (id: string) =>
  bench.db().selectFrom('crm_mails').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const later = (ms: number) => new Date(Date.now() + ms);

test('a mail that is ordered twice under one key arrives once, under a Message-ID made of its id', async () => {
  const id = await order();
  expect(await order()).toBe(id);
  expect(await mail.work()).toEqual([{ id, state: 'sent', attempts: 1 }]);
  expect(await mail.work()).toEqual([]);
  const [arrived, ...more] = await mail.arrived();
  expect(more).toEqual([]);
  expect(arrived).toMatchObject({
    messageId: `<${id}@halden.example>`,
    subject: 'Your loggers',
    to: { value: [{ address: 'ingrid@nordfisk.example', name: 'Ingrid Dahl' }] },
    from: { value: [{ address: 'crm@halden.example', name: 'Halden' }] },
    text: 'They are on the way.\nBest regards\n',
  });
  expect(arrived?.html).toContain('<html lang="en" dir="ltr">');
  expect(arrived?.html).toContain('They are on the way.<br>Best regards');
});

test('an answer to a ticket that came by mail is no machine’s, and stands in the customer’s conversation', async () => {
  const ids = ['<1@customer.example>', '<2@customer.example>'] as const;
  const order = { inReplyTo: ids[1], references: ids, template: 'ticket_reply' } as const;
  await bench.as(bench.company.users.support, (ctx) =>
    queueMail(ctx, { ...message, ...order, params: { ...message.params, number: 'T-000001', sender: 'Samira' } }),
  );
  await mail.work();
  const [arrived] = await mail.arrived();
  expect(arrived).toMatchObject({ subject: 'Re: Your loggers [T-000001]', inReplyTo: ids[1], references: [...ids] });
  expect(arrived?.headers.has('auto-submitted')).toBe(false);
});

test('a mail of a change that is rolled back is never sent', async () => {
  const work = bench.as(bench.company.users.northRep, async (ctx) => {
    await queueMail(ctx, message);
    throw new Error('refused');
  });
  await expect(work).rejects.toThrow('refused');
  expect(await mail.work()).toEqual([]);
});

test('killed between the acceptance and its record, it goes out again after the claim, under the same Message-ID', async () => {
  const id = await order();
  const accepted = Promise.withResolvers<void>();
  const dying: MailPost = {
    ...mail.room.post,
    async post(outgoing) {
      await mail.room.post.post(outgoing);
      accepted.resolve();
      // Who was killed comes to nothing more.
      return new Promise(() => undefined);
    },
  };
  void sendDueMails({ ...mail.room, post: dying }, 1, new Date());
  await accepted.promise;
  expect((await stored(id)).state).toBe('sending');
  expect(await mail.work(later(4 * minuteMs))).toEqual([]);
  expect(await mail.work(later(6 * minuteMs))).toEqual([{ id, state: 'sent', attempts: 2 }]);
  const ids = (await mail.arrived()).map(({ messageId }) => messageId);
  expect(ids).toEqual([`<${id}@halden.example>`, `<${id}@halden.example>`]);
});

test('what was accepted while the database went away is written down when it is back, and goes out once', async () => {
  const id = await order();
  const [here, away] = ['crm_core.crm_mails', 'crm_core.crm_mails_away'];
  const post: MailPost = {
    ...mail.room.post,
    async post(outgoing) {
      await bench.query(`alter table ${here} rename to crm_mails_away`);
      setTimeout(() => void bench.query(`alter table ${away} rename to crm_mails`), 300);
      return mail.room.post.post(outgoing);
    },
  };
  expect(await sendDueMails({ ...mail.room, post }, 1, new Date())).toEqual([{ id, state: 'sent', attempts: 1 }]);
  expect(await mail.work(later(6 * minuteMs))).toEqual([]);
  expect(await mail.arrived()).toHaveLength(1);
});

test('senders side by side send nothing twice', async () => {
  await Promise.all(Array.from({ length: 12 }, (_, index) => order({ key: `shipping/${index}` })));
  const outcomes = await Promise.all([1, 2, 3].map(() => sendDueMails(mail.room, 6, new Date())));
  expect(outcomes.flat()).toHaveLength(12);
  expect(new Set((await mail.arrived()).map(({ messageId }) => messageId)).size).toBe(12);
});

test('a refusal for now is tried again later and later; one for good is told to the administrators', async () => {
  const { admin } = bench.company.users;
  mail.refusals.set('ingrid@nordfisk.example', 450);
  const id = await order();
  expect(await mail.work()).toEqual([{ id, state: 'queued', attempts: 1 }]);
  expect(await mail.work(later(20_000))).toEqual([]);
  expect(await mail.work(later(40_000))).toEqual([{ id, state: 'queued', attempts: 2 }]);
  mail.refusals.set('ingrid@nordfisk.example', 550);
  expect(await mail.work(later(5 * minuteMs))).toEqual([{ id, state: 'failed', attempts: 3 }]);
  expect(await stored(id)).toMatchObject({ dueAt: null, lastError: expect.stringContaining('550') });
  const told = await bench.as(admin, (ctx) => notificationService.list(ctx, {}));
  expect(told.items).toMatchObject([{ kind: 'mail_failed', params: { address: 'ingrid@nordfisk.example' } }]);
  // That mail fails is never told by mail.
  expect(await mail.work(later(60 * minuteMs))).toEqual([]);
});

test('a server that is away loses nothing, and is given up after three days', async () => {
  const id = await order();
  const away = smtpPost('smtp://127.0.0.1:1');
  const send = (now: Date) => sendDueMails({ ...mail.room, post: away }, 1, now);
  expect(await send(new Date())).toEqual([{ id, state: 'queued', attempts: 1 }]);
  expect(await send(later(71 * 60 * minuteMs))).toEqual([{ id, state: 'queued', attempts: 2 }]);
  expect(await send(later(72 * 60 * minuteMs))).toEqual([{ id, state: 'failed', attempts: 3 }]);
  away.close();
});

test('files of the store are sent along as they are; one that is gone makes the mail fail', async () => {
  const key = 'attachments/plan';
  await mail.room.files.put(key, Readable.from([Buffer.from('%PDF-1.7')]));
  const attachmentId = crypto.randomUUID();
  const now = new Date();
  const leadId = await scenes.lead();
  await bench
    .db()
    .insertInto('crm_attachments')
    .values({
      id: attachmentId,
      createdAt: now,
      updatedAt: now,
      subjectType: 'lead',
      subjectId: leadId,
      fileName: 'Plan für Halden.pdf',
      nameNormalized: 'plan',
      sizeBytes: 8,
      contentType: 'application/pdf',
      sha256: 'a'.repeat(64),
      storageKey: key,
      state: 'ready',
    })
    .execute();
  await order({ attachments: [{ attachmentId }] });
  const lost = await order({ key: 'shipping/2', attachments: [{ attachmentId: crypto.randomUUID() }] });
  await mail.work();
  const [arrived] = await mail.arrived();
  expect(arrived?.attachments).toMatchObject([{ filename: 'Plan für Halden.pdf', contentType: 'application/pdf' }]);
  expect(arrived?.attachments[0]?.content.toString()).toBe('%PDF-1.7');
  expect((await stored(lost)).state).toBe('failed');
});

test('an Arabic mail runs from right to left in both forms, and names keep their direction', async () => {
  const { northRep } = bench.company.users;
  await bench.db().updateTable('crm_users').set({ locale: 'ar' }).where('id', '=', northRep.id).execute();
  const leadId = await scenes.lead();
  await tell({ key: 'a', subject: { type: 'lead', id: leadId } });
  await mail.work();
  await bench.db().updateTable('crm_users').set({ locale: 'en' }).where('id', '=', northRep.id).execute();
  const [arrived] = await mail.arrived();
  expect(arrived?.html).toContain('<html lang="ar" dir="rtl">');
  expect(arrived?.subject).toMatch(/أسند إليك \u2068admin\u2069/u);
  expect(arrived?.text).toMatch(/إيقاف الرسائل/u);
});

/** Says to the rep of the north that something was given to them, as the administrator. */
async function tell(notice: { key: string; subject: { type: 'lead'; id: string } }): Promise<void> {
  const { admin, northRep } = bench.company.users;
  await bench.as(admin, (ctx) =>
    notify(ctx, { kind: 'assigned', userIds: [northRep.id, admin.id], params: {}, ...notice }),
  );
}

test('one notification is one mail with a link, a one-click way out, and none for whoever did it', async () => {
  const { northRep } = bench.company.users;
  const subject = { type: 'lead', id: await scenes.lead() } as const;
  await tell({ key: 'given/1', subject });
  await tell({ key: 'given/1', subject });
  await mail.work();
  const [arrived, ...more] = await mail.arrived();
  expect(more).toEqual([]);
  expect(arrived?.to).toMatchObject({ value: [{ address: northRep.email }] });
  expect(arrived?.subject).toMatch(/^admin gave you /u);
  expect(arrived?.text).toContain(`${publicUrl}/leads/${subject.id}`);
  const way = /^<https:\/\/crm\.halden\.example\/unsubscribe\/(?<token>.+)>$/u.exec(
    String(arrived?.headerLines.find(({ key }) => key === 'list-unsubscribe')?.line).replace(/^[^<]*/u, ''),
  );
  expect(links.read(way?.groups?.['token'] ?? '')).toEqual({ userId: northRep.id, kinds: ['assigned'] });
  expect(arrived?.headerLines.map(({ line }) => line)).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
});

test('several at a time are one mail, without what was read in the application meanwhile', async () => {
  const { northRep } = bench.company.users;
  const [first, second, third] = [await scenes.lead(), await scenes.lead(), await scenes.lead()];
  for (const id of [first, second, third]) await tell({ key: `given/${id}`, subject: { type: 'lead', id } });
  const shown = await bench.as(northRep, (ctx) => notificationService.list(ctx, { filter: { unread: true } }));
  const read = shown.items.filter(({ subjectId }) => subjectId === first).map(({ id }) => id);
  await bench.as(northRep, (ctx) => notificationService.markRead(ctx, read));
  await mail.work();
  const [arrived, ...more] = await mail.arrived();
  expect(more).toEqual([]);
  expect(arrived?.subject).toBe('2 notifications');
  expect([first, second, third].map((id) => arrived?.text?.includes(`/leads/${id}`))).toEqual([false, true, true]);
});

test('what comes in hundreds is one mail that tells some and counts the rest', async () => {
  const { admin, northRep } = bench.company.users;
  const id = await scenes.lead();
  await bench.as(admin, async (ctx) => {
    for (let nth = 0; nth < 42; nth += 1) {
      const subject = { type: 'lead', id } as const;
      await notify(ctx, { kind: 'assigned', userIds: [northRep.id], subject, params: {}, key: `given/${nth}` });
    }
  });
  await mail.work();
  const [arrived, ...more] = await mail.arrived();
  expect(more).toEqual([]);
  expect(arrived?.subject).toBe('42 notifications');
  expect(arrived?.text?.match(/admin gave you/gu)).toHaveLength(30);
  expect(arrived?.text).toContain(`And 12 more, in the CRM\n${publicUrl}/notifications`);
});

test('the teller sends what is committed at once, by itself', async () => {
  const log = pino({ level: 'silent' });
  const { fork, ports, ...way } = mail.room;
  const teller = startTeller({ databaseUrl: bench.databaseUrl, log, fork, ports, mail: way, pushes: null });
  const id = await order();
  await expect.poll(async () => (await stored(id)).state, { timeout: 10_000, interval: 40 }).toBe('sent');
  await teller.stop();
});

test('and posts webhooks to where they go, while no mail can go out', async () => {
  const heard: string[] = [];
  const receiver = createServer((request, response) => {
    heard.push(String(request.headers['webhook-id']));
    response.end();
  });
  await new Promise<void>((resolve) => {
    receiver.listen(0, '127.0.0.1', resolve);
  });
  const address = receiver.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const ports = { ...mail.room.ports, allowedHosts: ['127.0.0.1'] };
  const data = { name: 'Shop', url: `http://127.0.0.1:${port}/`, events: ['lead.created'] };
  await bench.as(bench.company.users.admin, (ctx) => webhookEndpointService.create(ctx, data), { ports });
  await scenes.lead();
  const log = pino({ level: 'silent' });
  const { fork } = mail.room;
  const teller = startTeller({ databaseUrl: bench.databaseUrl, log, fork, ports, mail: null, pushes: null });
  await expect.poll(() => heard, { timeout: 10_000, interval: 40 }).toEqual([expect.stringMatching(/^msg_\d+$/u)]);
  await teller.stop();
  receiver.close();
});
