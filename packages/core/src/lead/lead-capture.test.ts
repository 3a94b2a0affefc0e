import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemActor } from '@crm/domain/actor';
import { inTransaction } from '@crm/db/orm';
import { testPorts } from '../testing/company.ts';
import { openWorkbench, type Workbench } from '../testing/workbench.ts';
import { leadService } from './lead.service.ts';

let bench: Workbench;
beforeAll(async () => {
  bench = await openWorkbench();
});
afterAll(() => bench[Symbol.asyncDispose]());

const session = { actorKind: 'system', actorId: null, requestId: 'post', processId: null } as const;

function post(body: Readonly<Record<string, unknown>>, { key = 'website', now = new Date() } = {}): Promise<void> {
  return inTransaction(bench.fork(), session, (em) =>
    leadService.capture({ actor: systemActor, em, requestId: 'post', now, ports: testPorts }, key, body),
  );
}

async function leadsOf(email: string) {
  return bench.db().selectFrom('crm_leads').selectAll().where('emailNormalized', '=', email).execute();
}

test('a post becomes one lead with the form’s source and an intake, owned by nobody', async () => {
  await post({
    email: 'New@Capture.Example',
    firstName: 'Ada',
    lastName: '',
    consent: 'on',
    submit: 'Send',
    utmSource: 'fair',
  });
  const [made, ...more] = await leadsOf('new@capture.example');
  expect(more).toEqual([]);
  expect(made).toMatchObject({
    source: 'web',
    sourceDetail: 'Website',
    firstName: 'Ada',
    lastName: null,
    consent: true,
    utmSource: 'fair',
    assignedTo: null,
    teamId: null,
    createdBy: null,
  });
  const process = await bench
    .db()
    .selectFrom('crm_processes')
    .select('kind')
    .where('subjectId', '=', made?.id ?? '')
    .execute();
  expect(process).toEqual([{ kind: 'lead-intake' }]);
  const audit = await bench
    .db()
    .selectFrom('crm_auditlog')
    .select('actorKind')
    .where('recordId', '=', made?.id ?? '')
    .executeTakeFirst();
  expect(audit).toEqual({ actorKind: 'system' });
});

test('a filled trap field is thanked for and stores nothing', async () => {
  await post({ email: 'bot@capture.example', consent: true, fax: 'buy now' });
  expect(await leadsOf('bot@capture.example')).toEqual([]);
});

test('without the consent that the form asks for nothing is stored', async () => {
  for (const consent of [undefined, false, 'off']) {
    const refused = post({ email: 'no@capture.example', consent });
    await expect(refused).rejects.toMatchObject({
      code: 'validation_failed',
      details: { issues: [{ field: 'consent' }] },
    });
  }
  expect(await leadsOf('no@capture.example')).toEqual([]);
});

test('ten posts of one person at once give one lead; the next comes after ten minutes', async () => {
  const again = { email: 'twice@capture.example', phone: '+49 30 901820', consent: true };
  await Promise.all(Array.from({ length: 10 }, () => post(again)));
  expect(await leadsOf('twice@capture.example')).toHaveLength(1);
  await post({ phone: '030 901820', country: 'DE', consent: true });
  expect(
    await bench.db().selectFrom('crm_leads').select('id').where('phoneE164', '=', '+4930901820').execute(),
  ).toHaveLength(1);
  await post(again, { now: new Date(Date.now() + 11 * 60_000) });
  expect(await leadsOf('twice@capture.example')).toHaveLength(2);
});

test('somebody must be reachable, and fields that do not fit are refused', async () => {
  await expect(post({ firstName: 'Nobody', consent: true })).rejects.toMatchObject({
    details: { issues: [{ field: 'email', message: 'Leave an e-mail or a phone' }] },
  });
  await expect(post({ email: 'not an address', consent: true })).rejects.toMatchObject({ code: 'validation_failed' });
  await expect(post({ email: 'a@b.example', consent: true, country: 'xx' })).rejects.toMatchObject({
    details: { issues: [{ field: 'country' }] },
  });
  await expect(post({ phone: '12', consent: true })).rejects.toMatchObject({ code: 'validation_failed' });
});

test('a form that is not there or switched off does not exist', async () => {
  await expect(post({ email: 'a@capture.example', consent: true }, { key: 'nowhere' })).rejects.toMatchObject({
    code: 'not_found',
  });
  await bench.db().updateTable('crm_forms').set({ enabled: false }).where('key', '=', 'website').execute();
  await expect(post({ email: 'a@capture.example', consent: true })).rejects.toMatchObject({ code: 'not_found' });
});
