import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readEnv } from '../env.ts';
import { startTestApi, type Answer, type TestApi, type TestClient } from '../testing/test-api.ts';

const { CRM_RATE_LIMIT: perSecond, CRM_RATE_BURST: burst } = readEnv({
  DATABASE_URL: 'postgres://localhost/crm',
  CRM_SECRET: 'a secret for tests only, 32+ characters',
});

describe('rate limits, as they are without a setting', () => {
  let api: TestApi;
  let rep: TestClient;
  let manager: TestClient;
  beforeAll(async () => {
    api = await startTestApi({}, {}, { rateLimit: { perSecond, burst } });
    rep = await api.as(api.company.users.northRep);
    manager = await api.as(api.company.users.northManager);
  });
  afterAll(() => api[Symbol.asyncDispose]());

  const path = '/crm/v1/tags';
  const many = (client: TestClient, count: number, url = path) =>
    Promise.all(Array.from({ length: count }, () => client.call('GET', url)));
  const left = (headers: Headers) => Number(headers.get('ratelimit-remaining'));
  const passed = (answers: readonly Answer[]) => answers.filter(({ status }) => status !== 429).length;

  it('let a burst through, then refuse the surplus and say how long to wait; nobody else is hindered', async () => {
    const begin = Date.now();
    const answers = await many(rep, 400);
    const filled = ((Date.now() - begin) / 1_000) * perSecond;
    expect(passed(answers)).toBeGreaterThanOrEqual(burst);
    expect(passed(answers)).toBeLessThanOrEqual(burst + filled + 1);
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.body).toMatchObject({ code: 'rate_limited', status: 429, title: 'Too Many Requests' });
    expect(refused?.headers.get('content-type')).toContain('application/problem+json');
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(refused?.headers.get('ratelimit-limit')).toBe(String(burst));
    expect(refused?.headers.get('ratelimit-remaining')).toBe('0');
    expect(Number(refused?.headers.get('ratelimit-reset'))).toBeGreaterThanOrEqual(1);

    const other = await manager.call('GET', path);
    expect(other.status).toBe(200);
    expect(left(other.headers)).toBeGreaterThan(burst / 2);
  });

  it('count a batch as the calls in it', async () => {
    const input = encodeURIComponent(JSON.stringify({ 0: {}, 1: {}, 2: {} }));
    const headers = { authorization: `Bearer ${manager.token}` };
    await vi.waitFor(async () => expect(left((await manager.call('GET', path)).headers)).toBe(burst - 1), 3_000);
    const answer = await fetch(`${api.url}/trpc/tag.list,user.list,team.list?batch=1&input=${input}`, { headers });
    expect(answer.status).toBe(200);
    // One of three has come back at most, in 20 ms.
    expect(left(answer.headers)).toBeLessThanOrEqual(burst - 3);
  });

  it('count those without a credential at their address, and those who make one up too', async () => {
    const answers = await Promise.all(
      Array.from({ length: 400 }, (_, index) =>
        api.nobody.call('GET', path, undefined, { headers: { authorization: `Bearer crm_guess-${index}` } }),
      ),
    );
    expect(passed(answers)).toBeLessThan(300);
    expect(answers.some(({ status }) => status === 401)).toBe(true);
    expect((await many(api.nobody, 50)).some(({ status }) => status === 429)).toBe(true);
    expect((await manager.call('GET', path)).status).toBe(200);
  });

  it('spare the signs of life and the stream of changes', async () => {
    expect(passed(await many(api.nobody, 150, '/health/live'))).toBe(150);
    const live = await api.nobody.call('GET', '/trpc/live.changes');
    expect(live.status).not.toBe(429);
    expect(live.headers.get('ratelimit-limit')).toBeNull();
  });
});
