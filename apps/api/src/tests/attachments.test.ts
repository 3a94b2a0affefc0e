import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FileStore } from '@crm/core/ports/file-store';
import { database } from '@crm/db/orm';
import { openDiskStore } from '@crm/storage/disk';
import { openS3Store } from '@crm/storage/s3';
import { startS3Server, type S3Server } from '@crm/storage/testing/s3-server';
import { createFileLinks, linkLifeMs } from '../files/links.ts';
import { startTestApi, testSecret, type TestApi, type TestClient } from '../testing/test-api.ts';
import { fetchBytes, sendFile, uploadAddress, type Sending } from '../testing/upload-client.ts';

const maxBytes = 1_000_000;
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
const html = '<!doctype html><html><body onload="alert(1)">Hello</body></html>';

let folder: string;
let server: S3Server;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'crm-files-'));
  server = await startS3Server(process.env);
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

describe.each<[string, () => FileStore]>([
  ['a folder', () => openDiskStore(folder)],
  ['an S3-compatible server', () => openS3Store(server.place)],
])('files in %s', (_name, openStore) => {
  let api: TestApi;
  let store: FileStore;
  let rep: TestClient;
  let subject: Sending['subject'];

  beforeAll(async () => {
    store = openStore();
    api = await startTestApi({}, { store, maxBytes });
    rep = await api.as(api.company.users.northRep);
    subject = await makeAccount('Acme');
  });
  afterAll(() => api[Symbol.asyncDispose]());

  async function makeAccount(name: string) {
    const made = await rep.call('POST', '/crm/v1/accounts', { name });
    return { type: 'account', id: String(made.body['id']) };
  }
  const send = (bytes: Parameters<typeof sendFile>[2], sending: Partial<Sending> = {}, client = rep) =>
    sendFile(api.url, client, bytes, { subject, ...sending });
  const content = (id: unknown, headers: Record<string, string> = {}, query = '') =>
    fetchBytes(`${api.url}/crm/v1/attachments/${String(id)}/content${query}`, {
      authorization: `Bearer ${rep.token}`,
      ...headers,
    });
  const link = async (id: unknown, query = '') =>
    (await rep.call('GET', `/crm/v1/attachments/${String(id)}/link${query}`)).body;
  const listOf = async ({ type, id }: Sending['subject'], client = rep) =>
    client.call('GET', `/crm/v1/attachments?subject_type=${type}&subject_id=${id}`);
  const rowsIn = () => database(api.fork()).selectFrom('crm_attachments').selectAll().execute();

  it('takes a file, lists it with its facts, tells it on the timeline and gives it back byte by byte', async () => {
    const own = await makeAccount('Whole way');
    const bytes = Buffer.concat([pdf, randomBytes(700_000)]);
    const sent = await send(bytes, { subject: own, name: 'Angebot №7 «Ёлка».pdf', type: 'application/pdf' });
    expect(sent.status).toBe(201);
    expect(sent.headers.get('etag')).toBe(`"${String(sent.body['version'])}"`);
    expect(sent.body).toMatchObject({
      subject_type: 'account',
      subject_id: own.id,
      subject_name: 'Whole way',
      file_name: 'Angebot №7 «Ёлка».pdf',
      size_bytes: bytes.length,
      content_type: 'application/pdf',
      claimed_type: 'application/pdf',
      sha256: createHash('sha256').update(bytes).digest('hex'),
      state: 'ready',
      inline: true,
      created_by: { id: api.company.users.northRep.id },
      abilities: { update: true, delete: true, restore: false },
    });
    const listed = await listOf(own);
    expect(listed.body['items']).toEqual([sent.body]);
    const got = await content(sent.body['id']);
    expect(got.status).toBe(200);
    expect(got.bytes.equals(bytes)).toBe(true);
    expect(got.headers.get('content-length')).toBe(String(bytes.length));
    expect(got.headers.get('content-disposition')).toBe(
      `attachment; filename="Angebot _7 ______.pdf"; filename*=UTF-8''Angebot%20%E2%84%967%20%C2%AB%D0%81%D0%BB%D0%BA%D0%B0%C2%BB.pdf`,
    );
    const timeline = await rep.call('GET', `/crm/v1/timeline?subject_type=account&subject_id=${own.id}`);
    expect(timeline.body['items']).toMatchObject([
      { kind: 'attached', title: 'Angebot №7 «Ёлка».pdf', source_type: 'attachment', source_id: sent.body['id'] },
      { kind: 'created' },
    ]);
  });

  it('gives parts of a file, and nothing that the caller has already', async () => {
    const bytes = randomBytes(1_000);
    const { body } = await send(bytes, { name: 'data.bin' });
    const part = await content(body['id'], { range: 'bytes=100-199' });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 100-199/1000']);
    expect(part.bytes).toEqual(bytes.subarray(100, 200));
    expect((await content(body['id'], { range: 'bytes=-10' })).bytes).toEqual(bytes.subarray(990));
    expect((await content(body['id'], { range: 'bytes=990-5000' })).bytes).toEqual(bytes.subarray(990));
    const beyond = await content(body['id'], { range: 'bytes=1000-' });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */1000']);
    const etag = `"${String(body['sha256'])}"`;
    const same = await content(body['id'], { 'if-none-match': etag });
    expect([same.status, same.bytes.length]).toEqual([304, 0]);
    expect((await content(body['id'], { range: 'bytes=0-9', 'if-range': etag })).status).toBe(206);
    const changed = await content(body['id'], { range: 'bytes=0-9', 'if-range': '"another"' });
    expect([changed.status, changed.bytes.length]).toEqual([200, 1_000]);
    const address = `${api.url}/crm/v1/attachments/${String(body['id'])}/content`;
    const head = await fetchBytes(address, { authorization: `Bearer ${rep.token}` }, 'HEAD');
    expect([head.status, head.headers.get('content-length'), head.bytes.length]).toEqual([200, '1000', 0]);
  });

  it('refuses 5 GB before the first byte', async () => {
    const before = await rowsIn();
    const answer = await announce(5_000_000_000);
    expect(answer).toEqual({ status: 413, code: 'payload_too_large' });
    expect(await rowsIn()).toEqual(before);
  });

  /** Says how much will come, and waits for the answer without sending any of it. */
  function announce(size: number) {
    return new Promise<{ status: number | undefined; code: unknown }>((resolve, reject) => {
      const sending = request(uploadAddress(api.url, subject, 'big.bin'), {
        method: 'POST',
        headers: { authorization: `Bearer ${rep.token}`, 'idempotency-key': randomUUID(), 'content-length': size },
      });
      sending.on('error', reject);
      sending.on('response', (answer) => {
        answer.setEncoding('utf8');
        let text = '';
        answer.on('data', (piece: string) => (text += piece));
        answer.on('end', () => {
          resolve({ status: answer.statusCode, code: JSON.parse(text).code });
          sending.destroy();
        });
      });
      sending.flushHeaders();
    });
  }

  it('cuts off what does not say its size at the limit, answers, and keeps nothing', async () => {
    const before = await rowsIn();
    const { stream, counted } = endless();
    const answer = await send(stream, { name: 'endless.bin' });
    expect([answer.status, answer.body['code']]).toEqual([413, 'payload_too_large']);
    expect(answer.body['max_bytes']).toBe(maxBytes);
    expect(counted.sent).toBeLessThan(50 * maxBytes);
    expect(await rowsIn()).toEqual(before);
    expect((await send('x'.repeat(maxBytes), { name: 'just.txt' })).status).toBe(201);
  });

  it('refuses programs and scripts by what they are and by their names, and keeps nothing', async () => {
    const before = await rowsIn();
    const exe = Buffer.concat([Buffer.from('MZ'), randomBytes(200_000)]);
    const elf = Buffer.concat([Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]), randomBytes(1_000)]);
    for (const [bytes, sending] of [
      [exe, { name: 'holiday.png', type: 'image/png' }],
      [elf, { name: 'report.pdf' }],
      ['#!/bin/sh\nrm -rf /\n', { name: 'notes.txt' }],
      ['plain text', { name: 'run.ps1' }],
      ['plain text', { name: 'invoice.pdf.exe' }],
      ['plain text', { name: 'invoice.exe. . ' }],
    ] as const) {
      const answer = await send(bytes, sending);
      expect([sending.name, answer.status, answer.body['code']]).toEqual([sending.name, 422, 'file_refused']);
    }
    expect(await rowsIn()).toEqual(before);
  });

  it('refuses an empty file, one without a name, a form, and one without a key', async () => {
    expect((await send('')).body['code']).toBe('validation_failed');
    expect((await send('x', { name: '' })).status).toBe(400);
    expect((await send('x', { type: 'multipart/form-data; boundary=x' })).status).toBe(415);
    expect((await send('x', { key: null })).body['code']).toBe('idempotency_key_required');
    expect((await rep.call('PUT', '/crm/v1/attachments', {})).headers.get('allow')).toBe('GET, POST');
  });

  it('asks for the rights of the record at both doors', async () => {
    const { users } = api.company;
    const { body } = await send(png, { name: 'rights.png' });
    const path = `/crm/v1/attachments/${String(body['id'])}/content`;
    const expected = [
      [api.nobody, 401, 401],
      [await api.as(users.executor), 403, 403],
      [await api.as(users.support), 403, 200],
      [await api.as(users.southRep), 404, 404],
      [await api.as(users.northManager), 201, 200],
    ] as const;
    for (const [client, sending, reading] of expected) {
      expect((await send(png, {}, client)).status).toBe(sending);
      expect((await client.call('GET', path)).status).toBe(reading);
    }
    const gone = await send(png, { subject: { type: 'account', id: randomUUID() } });
    expect(gone.status).toBe(404);
    expect((await rep.call('GET', '/crm/v1/attachments/limits')).body).toEqual({ max_bytes: maxBytes });
  });

  it('believes the bytes and not their sender', async () => {
    const liar = await send(html, { name: 'photo.png', type: 'image/png' });
    expect(liar.body).toMatchObject({ content_type: 'text/html', claimed_type: 'image/png', inline: false });
    const honest = await send(png, { name: 'page.html', type: 'text/html' });
    expect(honest.body).toMatchObject({ content_type: 'image/png', claimed_type: 'text/html', inline: true });
  });

  it.each([
    ['a page', html, 'page.html'],
    ['a page without a doctype', '\n<!-- x --> <script>alert(1)</script>', 'page.txt'],
    ['a drawing with a script', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'a.svg'],
    ['a drawing with a prolog', '<?xml version="1.0"?><!DOCTYPE svg><svg onload="alert(1)"/>', 'b.svg'],
    ['XML with a style sheet', '<?xml version="1.0"?><?xml-stylesheet href="x.xsl"?><a/>', 'c.xml'],
    ['plain text', 'just words', 'd.txt'],
  ])('sends %s as something to be saved, which nothing can run', async (_what, bytes, name) => {
    const { body } = await send(bytes, { name, type: 'text/html' });
    for (const wanted of ['attachment', 'inline']) {
      const { url } = await link(body['id'], `?disposition=${wanted}`);
      const { headers, bytes: got } = await fetchBytes(`${api.url}${String(url)}`);
      expect(headers.get('content-disposition')).toMatch(/^attachment;/u);
      expect(headers.get('content-type')).toMatch(/^(?:application\/octet-stream|text\/plain; charset=utf-8)$/u);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
      expect(String(got)).toBe(bytes);
    }
  });

  it('shows pictures and PDFs in place, if that is asked for', async () => {
    for (const [bytes, type] of [
      [png, 'image/png'],
      [pdf, 'application/pdf'],
    ] as const) {
      const { body } = await send(bytes, { name: 'shown' });
      const saved = await fetchBytes(`${api.url}${String((await link(body['id']))['url'])}`);
      expect(saved.headers.get('content-disposition')).toMatch(/^attachment;/u);
      const { url } = await link(body['id'], '?disposition=inline');
      const shown = await fetchBytes(`${api.url}${String(url)}`);
      expect(shown.headers.get('content-disposition')).toMatch(/^inline;/u);
      expect(shown.headers.get('content-type')).toBe(type);
      expect(shown.headers.get('content-security-policy')).toContain("default-src 'none'");
    }
  });

  it('gives links that need no credentials, hold five minutes and cannot be changed', async () => {
    const { body } = await send(png, { name: 'linked.png' });
    const { url, expires_at: expiresAt } = await link(body['id']);
    const left = Date.parse(String(expiresAt)) - Date.now();
    expect(left).toBeGreaterThan(linkLifeMs - 20_000);
    expect(left).toBeLessThanOrEqual(linkLifeMs);
    const address = `${api.url}${String(url)}`;
    expect((await fetchBytes(address)).bytes).toEqual(png);
    expect((await fetchBytes(address, { range: 'bytes=0-3' })).bytes).toEqual(png.subarray(0, 4));

    const links = createFileLinks(testSecret);
    const old = links.sign({ id: String(body['id']), disposition: 'inline' }, new Date(Date.now() - linkLifeMs));
    const expired = await fetchBytes(`${api.url}${old.url}`);
    expect([expired.status, JSON.parse(String(expired.bytes)).code]).toEqual([410, 'link_expired']);
    const other = createFileLinks('another secret, of thirty-two and more');
    for (const forged of [
      address.replace(String(body['id']), randomUUID()),
      address.replace('.attachment.', '.inline.'),
      `${address.slice(0, -1)}${address.endsWith('A') ? 'B' : 'A'}`,
      `${api.url}${other.sign({ id: String(body['id']), disposition: 'inline' }, new Date()).url}`,
      `${api.url}/files/nonsense`,
    ]) {
      const refused = await fetchBytes(forged);
      expect([refused.status, JSON.parse(String(refused.bytes)).code]).toEqual([403, 'link_invalid']);
    }
  });

  it('gives the first answer again for the same file under the same key, and refuses another file', async () => {
    const key = randomUUID();
    const sending = { key, name: 'twice.pdf', type: 'application/pdf' };
    const first = await send(pdf, sending);
    const again = await send(pdf, sending);
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.text).toBe(first.text);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    const before = await rowsIn();
    const other = await send(png, sending);
    expect([other.status, other.body['code']]).toEqual([422, 'idempotency_mismatch']);
    expect(await rowsIn()).toEqual(before);
    expect(before.filter(({ fileName }) => fileName === 'twice.pdf')).toHaveLength(1);
    expect((await content(first.body['id'])).bytes).toEqual(pdf);
  });

  it('makes one file of several that are sent at once under one key', async () => {
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 5 }, () => send(pdf, { key, name: 'parallel.pdf' })));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect((await rowsIn()).filter(({ fileName }) => fileName === 'parallel.pdf')).toHaveLength(1);
  });

  it('keeps nothing of an upload whose sender goes away', async () => {
    const before = await rowsIn();
    const controller = new AbortController();
    const { stream, counted } = endless(2_000);
    const sending = fetch(uploadAddress(api.url, subject, 'cut.bin'), {
      method: 'POST',
      headers: { authorization: `Bearer ${rep.token}`, 'idempotency-key': randomUUID() },
      body: stream,
      duplex: 'half',
      signal: controller.signal,
    });
    sending.catch(() => undefined);
    await expect.poll(() => counted.sent, { timeout: 20_000 }).toBeGreaterThan(20_000);
    // What was sent may still be on its way: the row comes when the server has looked at who sends what.
    const cut = async () => (await rowsIn()).find(({ fileName }) => fileName === 'cut.bin');
    await expect.poll(async () => (await cut())?.state, { timeout: 20_000 }).toBe('uploading');
    const row = await cut();
    expect((await listOf(subject)).text).not.toContain('cut.bin');
    controller.abort();
    await expect(sending).rejects.toThrow();
    await expect.poll(rowsIn, { timeout: 20_000 }).toEqual(before);
    expect(await store.head(row?.storageKey ?? '')).toBeNull();
  });

  it('renames, deletes and restores; what is deleted is not served', async () => {
    const { body } = await send(png, { name: 'first.png' });
    const path = `/crm/v1/attachments/${String(body['id'])}`;
    const { url } = await link(body['id']);
    const stale = await rep.call('PATCH', path, { file_name: 'x.png' }, { ifMatch: '"1"' });
    expect(stale.status).toBe(412);
    const renamed = await rep.call('PATCH', path, { file_name: '../../Final.png' });
    expect(renamed.body).toMatchObject({ file_name: 'Final.png', sha256: body['sha256'] });
    expect((await rep.call('PATCH', path, { file_name: 'Final.exe' })).body['code']).toBe('file_refused');
    expect((await rep.call('DELETE', path)).status).toBe(204);
    for (const gone of [
      (await content(body['id'])).status,
      (await fetchBytes(`${api.url}${String(url)}`)).status,
      (await rep.call('GET', path)).status,
      (await rep.call('GET', `${path}/link`)).status,
    ]) {
      expect(gone).toBe(404);
    }
    expect((await listOf(subject)).text).not.toContain('Final.png');
    expect((await rep.call('GET', '/crm/v1/attachments?trash=true')).text).toContain('Final.png');
    expect((await rep.call('POST', `${path}/restore`, {})).body['file_name']).toBe('Final.png');
    expect((await content(body['id'])).bytes).toEqual(png);
  });

  it('serves no file of a deleted record; restoring it brings them back', async () => {
    const own = await makeAccount('Going');
    const { body } = await send(png, { subject: own, name: 'kept.png' });
    const { url } = await link(body['id']);
    await rep.call('DELETE', `/crm/v1/accounts/${own.id}`);
    expect((await fetchBytes(`${api.url}${String(url)}`)).status).toBe(404);
    expect((await content(body['id'])).status).toBe(404);
    expect((await listOf(own)).status).toBe(404);
    expect((await rep.call('GET', '/crm/v1/attachments?q=kept')).body['items']).toEqual([]);
    expect((await send(png, { subject: own })).status).toBe(404);
    await rep.call('POST', `/crm/v1/accounts/${own.id}/restore`, {});
    expect((await fetchBytes(`${api.url}${String(url)}`)).bytes).toEqual(png);
    expect((await listOf(own)).text).toContain('kept.png');
  });

  it('answers 503 and keeps nothing listed when the store fails', async () => {
    const broken = await startTestApi({}, { store: { ...store, put: () => Promise.reject(new Error('no route')) } });
    const client = await broken.as(broken.company.users.admin);
    const made = await client.call('POST', '/crm/v1/accounts', { name: 'Unlucky' });
    const unlucky = { type: 'account', id: String(made.body['id']) };
    const answer = await sendFile(broken.url, client, png, { subject: unlucky });
    expect([answer.status, answer.body['code']]).toEqual([503, 'unavailable']);
    expect(answer.text).not.toContain('no route');
    const list = await client.call('GET', '/crm/v1/attachments');
    expect(list.body['items']).toEqual([]);
    await broken[Symbol.asyncDispose]();
  });
});

/** Zeros for as long as somebody reads. @param pauseMs between two pieces, after the first ten */
function endless(pauseMs = 0) {
  const counted = { sent: 0 };
  const stream = new ReadableStream({
    async pull(controller) {
      if (pauseMs > 0 && counted.sent > 100_000) await sleep(pauseMs);
      controller.enqueue(new Uint8Array(10_000));
      counted.sent += 10_000;
    },
  });
  return { stream, counted };
}
