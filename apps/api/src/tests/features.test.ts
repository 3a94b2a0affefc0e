import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { database } from '@crm/db/orm';
import { startTestApi, type TestApi, type TestClient } from '../testing/test-api.ts';

/** That every procedure obeys its switch is in the permission matrix; here is what else follows from it. */
describe('a feature that is switched off', () => {
  let api: TestApi;
  let admin: TestClient;
  let rep: TestClient;

  beforeAll(async () => {
    api = await startTestApi();
    [admin, rep] = await Promise.all([api.as(api.company.users.admin), api.as(api.company.users.northRep)]);
  });
  afterAll(() => api[Symbol.asyncDispose]());

  const set = (feature: string, data: object) => admin.call('PATCH', `/crm/v1/feature_flags/${feature}`, data);

  it('is gone from what a person may do, and comes back, without signing in again', async () => {
    const before = await rep.call('GET', '/admin/me');
    expect(before.body['permissions']).toHaveProperty('lead:read');
    expect(before.body['features']).toMatchObject({ crm_feature_leads: true });
    await set('crm_feature_leads', { enabled: false });
    const off = await rep.call('GET', '/admin/me');
    expect(off.body['permissions']).not.toHaveProperty('lead:read');
    expect(off.body['permissions']).toHaveProperty('account:read');
    expect(off.body['features']).toMatchObject({ crm_feature_leads: false });
    await set('crm_feature_leads', { enabled: true });
    expect((await rep.call('GET', '/admin/me')).body['permissions']).toHaveProperty('lead:read');
  });

  it('can be on for one team only', async () => {
    await set('crm_feature_leads', { team_ids: [api.company.users.southRep.teamId] });
    const south = await api.as(api.company.users.southRep);
    expect((await rep.call('GET', '/crm/v1/leads')).status).toBe(403);
    expect((await south.call('GET', '/crm/v1/leads')).status).toBe(200);
    await set('crm_feature_leads', { team_ids: [] });
  });

  it('keeps its data, and lets no new process begin', async () => {
    const lead = await rep.call('POST', '/crm/v1/leads', { last_name: 'Kept', company: 'Keep' });
    await set('crm_feature_leads', { enabled: false });
    await set('crm_feature_leads', { enabled: true });
    expect((await rep.call('GET', `/crm/v1/leads/${String(lead.body['id'])}`)).status).toBe(200);

    await set('crm_feature_processes', { enabled: false });
    const count = () => database(api.fork()).selectFrom('crm_processes').select('id').execute();
    const before = await count();
    const refused = await rep.call('POST', '/crm/v1/leads', { last_name: 'None', company: 'None' });
    expect([refused.status, refused.body['code']]).toEqual([403, 'feature_disabled']);
    expect(await count()).toEqual(before);
    await set('crm_feature_processes', { enabled: true });
  });

  it('takes no posts of public forms', async () => {
    await set('crm_feature_leads', { enabled: false });
    const post = await api.nobody.call('POST', '/forms/website', { last_name: 'Stranger', consent: true });
    expect([post.status, post.body['code']]).toEqual([403, 'feature_disabled']);
    await set('crm_feature_leads', { enabled: true });
  });

  it('was switched by somebody: the audit log says who, and from what to what', async () => {
    await set('crm_feature_contacts', { percentage: 40 });
    await set('crm_feature_contacts', { percentage: 100 });
    const log = await admin.call('GET', '/crm/v1/auditlog?resource=feature_flag');
    const [newest] = Array.isArray(log.body['items']) ? log.body['items'] : [];
    expect(newest).toMatchObject({
      actor_id: api.company.users.admin.id,
      changes: { percentage: { old: 40, new: 100 } },
    });
  });

  it('is switched by administrators alone, who do not overwrite each other', async () => {
    const path = '/crm/v1/feature_flags/crm_feature_contacts';
    expect((await rep.call('PATCH', path, { enabled: false })).status).toBe(403);
    const { body } = await admin.call('GET', path);
    const stale = await admin.call('PATCH', path, { enabled: false }, { ifMatch: `"${Number(body['version']) - 1}"` });
    expect(stale.status).toBe(412);
    expect((await admin.call('PATCH', path, { colour: 'red' })).status).toBe(422);
    expect((await admin.call('GET', '/crm/v1/feature_flags/crm_feature_nothing')).status).toBe(400);
  });
});
