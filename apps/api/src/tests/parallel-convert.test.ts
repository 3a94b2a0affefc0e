import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api[Symbol.asyncDispose]());

test('of twenty conversions of one lead with twenty keys one starts; the others are told which', async () => {
  const rep = await api.as(api.company.users.northRep);
  const lead = await rep.call('POST', '/crm/v1/leads', { last_name: 'Byron', email: 'ada@engines.example' });
  const path = `/crm/v1/leads/${String(lead.body['id'])}`;
  expect((await rep.call('POST', `${path}/convert`, {})).body['code']).toBe('not_qualified');
  await rep.call('POST', `${path}/qualify`, {});
  const answers = await Promise.all(Array.from({ length: 20 }, () => rep.call('POST', `${path}/convert`, {})));
  const started = answers.filter(({ status }) => status === 202);
  expect(started).toHaveLength(1);
  const refused = answers.filter(({ status }) => status === 409);
  expect(refused).toHaveLength(19);
  for (const { body } of refused) {
    expect(body).toMatchObject({ code: 'conversion_in_progress', process_id: started[0]?.body['id'] });
  }
});

test('one key sent twenty times at once is one conversion and one answer', async () => {
  const rep = await api.as(api.company.users.northRep);
  const lead = await rep.call('POST', '/crm/v1/leads', { last_name: 'Byron', email: 'ada@other.example' });
  const path = `/crm/v1/leads/${String(lead.body['id'])}`;
  await rep.call('POST', `${path}/qualify`, {});
  const key = crypto.randomUUID();
  const answers = await Promise.all(Array.from({ length: 20 }, () => rep.call('POST', `${path}/convert`, {}, { key })));
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect(answers.every(({ status }) => status === 202)).toBe(true);
});
