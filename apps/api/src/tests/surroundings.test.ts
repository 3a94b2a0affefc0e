import { createSocket } from 'node:dgram';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dnsEmailCheck } from '@crm/core/ports/dns-email-check';
import { startTestApi, type TestApi, type TestClient } from '../testing/test-api.ts';

describe('health, metrics and documents', () => {
  let api: TestApi;
  let admin: TestClient;

  beforeAll(async () => {
    api = await startTestApi();
    admin = await api.as(api.company.users.admin);
  });
  afterAll(() => api[Symbol.asyncDispose]());

  it('does not bind browsers to TLS while it has none', async () => {
    expect((await api.nobody.call('GET', '/health/live')).headers.get('strict-transport-security')).toBeNull();
  });

  it('is live and ready, and names each part', async () => {
    expect((await api.nobody.call('GET', '/health/live')).body).toEqual({ status: 'ok' });
    expect((await api.nobody.call('GET', '/health/ready')).body).toMatchObject({ parts: { database: { ok: true } } });
    const health = await api.nobody.call('GET', '/health');
    expect(health.body['parts']).toMatchObject({ api: { ok: true }, database: { ok: true }, temporal: { ok: true } });
  });

  it('tells no metrics where the world asks', async () => {
    expect((await admin.call('GET', '/metrics')).status).toBe(404);
  });

  it('describes every REST route in OpenAPI 3.1, and as a page', async () => {
    const document = await api.nobody.call('GET', '/crm/v1/openapi.json');
    expect(document.body['openapi']).toBe('3.1.0');
    const paths = Object.keys(Object(document.body['paths']));
    for (const noun of [
      'accounts',
      'contacts',
      'leads',
      'opportunities',
      'activities',
      'pipelines',
      'stages',
      'users',
      'teams',
      'timeline',
      'auditlog',
    ]) {
      expect(paths).toContain(`/crm/v1/${noun}`);
    }
    expect(paths).toContain('/crm/v1/leads/{id}/convert');
    expect(document.text).toContain('"next_follow_up_at"');
    expect(document.text).not.toContain('"nextFollowUpAt"');
    const page = await api.nobody.call('GET', '/docs');
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.text).toContain('/crm/v1/leads/:id/convert');
  });

  it('serves no page where the API is, and nothing without a policy for scripts', async () => {
    const missing = await api.nobody.call('GET', '/crm/v1/nothing');
    expect(missing.status).toBe(404);
    expect(missing.headers.get('content-security-policy')).toContain("script-src 'self'");
  });

  it("keeps a caller's own request id, if it is harmless", async () => {
    const kept = await api.nobody.call('GET', '/health/live', undefined, {
      headers: { 'x-request-id': 'console-12345' },
    });
    expect(kept.headers.get('x-request-id')).toBe('console-12345');
    const odd = await api.nobody.call('GET', '/health/live', undefined, { headers: { 'x-request-id': '<script>' } });
    expect(odd.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/u);
  });

  it('audit log and timeline have no door for writing', async () => {
    for (const path of ['auditlog', 'timeline']) {
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
        const answer = await admin.call(method, `/crm/v1/${path}`, method === 'DELETE' ? undefined : {});
        expect(answer.status).toBe(405);
        expect(answer.body['code']).toBe('method_not_allowed');
        expect(answer.headers.get('allow')).toBe('GET');
      }
    }
  });
});

/** A DNS server that knows four names: one with mail, one with an address only, one with a null MX, one without either. */
async function startDns() {
  const socket = createSocket('udp4');
  socket.on('message', (query, peer) => {
    const name = readName(query);
    const type = query.readUInt16BE(query.length - 4 > 0 ? 12 + name.bytes : 12);
    const answer = answerFor(name.text, type);
    if (answer !== 'silence') socket.send(respond(query, 12 + name.bytes + 4, answer), peer.port, peer.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const address: AddressInfo = socket.address();
  return { server: `127.0.0.1:${address.port}`, close: () => socket.close() };
}

const mx = 15;
const a = 1;
type Records = readonly Buffer[] | 'silence' | 'no such name';

function answerFor(name: string, type: number): Records {
  if (name === 'silent.test') return 'silence';
  if (name === 'mail.test' && type === mx)
    return [record(mx, Buffer.concat([Buffer.from([0, 10]), labels('mx.mail.test')]))];
  if (name === 'address.test') return type === a ? [record(a, Buffer.from([127, 0, 0, 1]))] : [];
  if (name === 'nomail.test' && type === mx) return [record(mx, Buffer.from([0, 0, 0]))];
  return name === 'nothing.test' ? 'no such name' : [];
}

function labels(name: string): Buffer {
  return Buffer.concat([
    ...name.split('.').map((label) => Buffer.from([label.length, ...Buffer.from(label)])),
    Buffer.from([0]),
  ]);
}

function record(type: number, data: Buffer): Buffer {
  const head = Buffer.alloc(12);
  head.writeUInt16BE(0xc00c, 0);
  head.writeUInt16BE(type, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt32BE(60, 6);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}

function readName(query: Buffer): { text: string; bytes: number } {
  const parts: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    parts.push(query.subarray(at + 1, at + 1 + length).toString());
    at += 1 + length;
  }
  return { text: parts.join('.').toLowerCase(), bytes: at + 1 - 12 };
}

function respond(query: Buffer, questionEnd: number, records: readonly Buffer[] | 'no such name'): Buffer {
  const head = Buffer.from(query.subarray(0, 12));
  const found = records === 'no such name' ? [] : records;
  head.writeUInt16BE(records === 'no such name' ? 0x8183 : 0x8180, 2);
  head.writeUInt16BE(found.length, 6);
  head.writeUInt16BE(0, 8);
  head.writeUInt16BE(0, 10);
  return Buffer.concat([head, query.subarray(12, questionEnd), ...found]);
}

describe('whether mail can reach an address', () => {
  let api: TestApi;
  let admin: TestClient;
  let dns: Awaited<ReturnType<typeof startDns>>;

  beforeAll(async () => {
    dns = await startDns();
    api = await startTestApi({ emailCheck: dnsEmailCheck([dns.server]) }, {}, { secure: true });
    admin = await api.as(api.company.users.admin);
  });
  afterAll(async () => {
    await api[Symbol.asyncDispose]();
    dns.close();
  });

  it('behind TLS browsers are told to come by it alone, for a year', async () => {
    const { headers } = await api.nobody.call('GET', '/crm/v1/accounts');
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
  });

  for (const [domain, status, emailStatus] of [
    ['mail.test', 201, 'valid'],
    ['address.test', 201, 'valid'],
    ['silent.test', 201, 'unknown'],
    ['nomail.test', 422, undefined],
    ['nothing.test', 422, undefined],
  ] as const) {
    it(`${domain}: ${emailStatus ?? 'refused'}`, async () => {
      const answer = await admin.call('POST', '/crm/v1/accounts', { name: domain, email: `post@${domain}` });
      expect(answer.status).toBe(status);
      if (emailStatus === undefined) {
        expect(answer.body).toMatchObject({ code: 'email_domain_unreachable', errors: [{ field: 'email' }] });
      } else {
        expect(answer.body['email_status']).toBe(emailStatus);
      }
    });
  }
});
