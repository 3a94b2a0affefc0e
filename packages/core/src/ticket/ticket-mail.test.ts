import { afterAll, beforeAll, expect, test } from 'vitest';
import { inTransaction } from '@crm/db/orm';
import { systemActor } from '@crm/domain/actor';
import { contact } from '@crm/domain/contact/contact';
import { contactService } from '../contact/contact.service.ts';
import { parseMail } from '../mail/parse-mail.ts';
import { testPorts } from '../testing/company.ts';
import { memoryStore } from '../testing/memory-store.ts';
import { rawMail } from '../testing/raw-mail.ts';
import { SupportScenes } from '../testing/support-scenes.ts';
import { openWorkbench, type Workbench } from '../testing/workbench.ts';
import { receiveMail } from './ticket-mail.ts';
import { ticketService } from './ticket.service.ts';

const store = memoryStore();
const asSystem = { actorKind: 'system', actorId: null, requestId: null, processId: null } as const;
let bench: Workbench;
let desk: SupportScenes;
beforeAll(async () => {
  bench = await openWorkbench();
  desk = await SupportScenes.open(bench);
});
afterAll(() => bench[Symbol.asyncDispose]());

test('a mail opens a ticket in the queue, with whoever wrote it, in plain words', async () => {
  const { ticketId, outcome } = await receive(
    rawMail({
      from: '=?utf-8?B?0JDQvdC90LAg0JrQuNC8?= <anna@kim.example>',
      subject: '=?utf-8?Q?Re:_Sensor_7_f=C3=A4llt_aus?=',
      type: ['Content-Type: text/plain; charset=iso-8859-1', 'Content-Transfer-Encoding: quoted-printable'],
      body: ['Der F=FChler 7 meldet seit Stunden nichts und die An=', 'zeige blinkt.'],
    }),
  );
  expect(outcome).toBe('opened');
  const row = await read(ticketId);
  expect(row).toMatchObject({
    subject: 'Sensor 7 fällt aus',
    description: 'Der Fühler 7 meldet seit Stunden nichts und die Anzeige blinkt.',
    channel: 'email',
    status: 'new',
    requesterName: 'Анна Ким',
    requesterEmail: 'anna@kim.example',
    contactId: null,
    teamId: bench.company.teams.service,
  });
  expect(row.firstResponseDueAt).not.toBeNull();
});

test('HTML becomes text: no markup, no scripts, no pictures of others', async () => {
  const { ticketId } = await receive(
    rawMail({
      type: ['Content-Type: text/html; charset=utf-8'],
      body: [
        '<html><head><style>p{color:red}</style></head><body><p>It says <b>E7</b>.</p>',
        '<script>alert(1)</script><img src="https://track.example/1.gif" onerror="alert(2)"></body></html>',
      ],
    }),
  );
  expect((await read(ticketId)).description).toBe('It says E7.');
});

test('a mail with nothing in it, or with characters that no text has, opens a ticket all the same', async () => {
  const empty = await receive(rawMail({ from: 'nobody-known@customer.example', subject: '', body: [] }));
  expect(await read(empty.ticketId)).toMatchObject({ subject: '–', requesterName: null });
  const odd = await receive(rawMail({ subject: 'Sensor\u0007 7', body: ['It\u0000 beeps.'] }));
  expect(await read(odd.ticketId)).toMatchObject({ subject: 'Sensor 7', description: 'It beeps.' });
});

test('files that are sent along are kept, and a program is not', async () => {
  const part = (headers: readonly string[], body: string) => ['--mixed', ...headers, '', body];
  const { ticketId } = await receive(
    rawMail({
      type: ['Content-Type: multipart/mixed; boundary="mixed"'],
      body: [
        ...part(['Content-Type: text/plain; charset=utf-8'], 'See the log.'),
        ...part(
          [
            'Content-Type: text/plain; charset=utf-8',
            "Content-Disposition: attachment; filename*=utf-8''%D0%B6%D1%83%D1%80%D0%BD%D0%B0%D0%BB.txt",
            'Content-Transfer-Encoding: base64',
          ],
          Buffer.from('07:00 offline').toString('base64'),
        ),
        ...part(['Content-Type: application/x-msdownload', 'Content-Disposition: attachment; filename="a.exe"'], 'MZ'),
        '--mixed--',
      ],
    }),
  );
  const files = await bench
    .db()
    .selectFrom('crm_attachments')
    .select(['fileName', 'sizeBytes', 'storageKey'])
    .where('subjectId', '=', ticketId)
    .where('state', '=', 'ready')
    .execute();
  expect(files.map(({ fileName, sizeBytes }) => ({ fileName, sizeBytes }))).toEqual([
    { fileName: 'журнал.txt', sizeBytes: 13 },
  ]);
  expect(store.files.get(files[0]?.storageKey ?? '')?.toString()).toBe('07:00 offline');
  expect(await desk.messages(ticketId ?? '')).toEqual(['✗ a.exe (file_refused)']);
});

test('an answer joins its ticket by what it answers, and opens it again', async () => {
  const first = await receive(rawMail({ id: '<first@customer.example>' }));
  await desk.reply(first.ticketId ?? '', { status: 'resolved' });
  const second = await receive(
    rawMail({
      subject: 'Something else',
      headers: [
        'In-Reply-To: <lost@elsewhere.example>',
        'References: <first@customer.example>',
        ' <lost@elsewhere.example>',
      ],
      body: ['Still offline.', '', 'On Mon, Halden <support@halden.example> wrote:', '> Change it.'],
    }),
  );
  expect(second).toMatchObject({ outcome: 'joined', ticketId: first.ticketId });
  expect((await desk.messages(first.ticketId ?? '')).at(-1)).toBe('Still offline.');
  expect((await read(first.ticketId)).status).toBe('open');
});

test('an answer to our own mail joins, since its Message-ID is of our making', async () => {
  const { ticketId } = await receive(rawMail());
  await desk.reply(ticketId ?? '');
  const { id, inReplyTo, toAddress } = await bench
    .db()
    .selectFrom('crm_mails')
    .select(['id', 'inReplyTo', 'toAddress'])
    .where('subjectId', '=', ticketId)
    .where('template', '=', 'ticket_reply')
    .executeTakeFirstOrThrow();
  expect(toAddress).toBe('ada@customer.example');
  expect(inReplyTo).toMatch(/@customer\.example>$/u);
  const answer = await receive(rawMail({ headers: [`In-Reply-To: <${id}@halden.example>`] }));
  expect(answer).toMatchObject({ outcome: 'joined', ticketId });
  expect(await receive(rawMail({ id: `<${id}@halden.example>` }))).toMatchObject({ outcome: 'own', ticketId: null });
});

test('the number in the subject counts for whoever belongs to the ticket, and for nobody else', async () => {
  const { ticketId } = await receive(rawMail({ from: 'Bo Berg <bo@berg.example>' }));
  const subject = `Re: Sensor 7 [${(await read(ticketId)).number}]`;
  const same = await receive(rawMail({ from: 'BO@berg.example', subject }));
  expect(same).toMatchObject({ outcome: 'joined', ticketId });
  expect(await receive(rawMail({ from: 'eve@elsewhere.example', subject }))).toMatchObject({ outcome: 'opened' });
});

test('the same mail counts once, also when it comes ten times at once, and without a Message-ID', async () => {
  for (const raw of [rawMail(), rawMail({ id: null, body: ['I have no id.'] })]) {
    const receipts = await Promise.all(Array.from({ length: 10 }, () => receive(raw)));
    expect(new Set(receipts.map(({ ticketId }) => ticketId)).size).toBe(1);
    expect(receipts.filter(({ known }) => !known)).toHaveLength(1);
  }
});

test('what machines write opens no ticket and is noted', async () => {
  const automatic = rawMail({ headers: ['Auto-Submitted: auto-replied'] });
  expect(await receive(automatic)).toEqual({ outcome: 'automatic', ticketId: null, known: false });
  expect(await receive(automatic)).toEqual({ outcome: 'automatic', ticketId: null, known: true });
  expect(await receive(rawMail({ from: 'undisclosed' }))).toMatchObject({ outcome: 'unreadable' });
});

test('a known contact brings its account along; somebody else who joins is named', async () => {
  const { admin } = bench.company.users;
  const known = contact.create.parse({ firstName: 'Cai', lastName: 'Ny', email: 'cai@customer.example' });
  const { id } = await bench.as(admin, (ctx) => contactService.create(ctx, known));
  const { ticketId } = await receive(rawMail({ from: 'Cai <CAI@customer.example>', id: '<cai@customer.example>' }));
  expect(await read(ticketId)).toMatchObject({ contactId: id, requesterEmail: null });
  const headers = ['In-Reply-To: <cai@customer.example>'];
  await receive(rawMail({ from: 'Di Do <di@customer.example>', headers, body: ['Me too.'] }));
  expect(await desk.messages(ticketId ?? '')).toEqual(['Di Do <di@customer.example>:\n\nMe too.']);
});

test('an answer to what is closed opens a new ticket, and one to what was merged joins the one that goes on', async () => {
  const closed = await receive(rawMail({ id: '<closed@customer.example>' }));
  const goesOn = await receive(rawMail());
  const merged = await receive(rawMail({ id: '<merged@customer.example>' }));
  const { admin } = bench.company.users;
  await bench.as(admin, (ctx) => ticketService.close(ctx, closed.ticketId ?? ''));
  await bench.as(admin, (ctx) => ticketService.merge(ctx, merged.ticketId ?? '', { intoId: goesOn.ticketId ?? '' }));
  const late = await receive(rawMail({ headers: ['In-Reply-To: <closed@customer.example>'] }));
  expect(late.outcome).toBe('opened');
  const other = await receive(rawMail({ headers: ['In-Reply-To: <merged@customer.example>'] }));
  expect(other).toMatchObject({ outcome: 'joined', ticketId: goesOn.ticketId });
});

async function receive(raw: Buffer) {
  const mail = await parseMail(raw);
  return inTransaction(bench.fork(), asSystem, (em) =>
    receiveMail({ actor: systemActor, em, requestId: null, now: new Date(), ports: testPorts }, mail, {
      store,
      maxBytes: 1_000_000,
    }),
  );
}

function read(id: string | null) {
  return desk.read(id ?? '', bench.company.users.admin);
}
