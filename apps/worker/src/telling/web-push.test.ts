import { createDecipheriv, createECDH, createHmac, createPublicKey, randomBytes, verify, type ECDH } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { notify } from '@crm/core/notification/notify';
import { notificationService } from '@crm/core/notification/notification.service';
import { pushService } from '@crm/core/notification/push.service';
import { sendDuePushes } from '@crm/core/notification/send-pushes';
import { testPorts } from '@crm/core/testing/company';
import { LeadScenes } from '@crm/core/testing/lead-scenes';
import { openWorkbench, type Workbench } from '@crm/core/testing/workbench';
import { startPushService, testCertificate, type Pushed, type PushService } from '../testing/push-service.ts';
import { webPushPost } from './web-push-post.ts';

const server = createECDH('prime256v1');
const keys = {
  publicKey: server.generateKeys('base64url'),
  // As long as push services ask for: Node leaves out leading zeros.
  privateKey: Buffer.from(server.getPrivateKey('hex').padStart(64, '0'), 'hex').toString('base64url'),
  contact: 'mailto:crm@halden.example',
};

let bench: Workbench;
let service: PushService;
let leadId: string;
beforeAll(async () => {
  bench = await openWorkbench();
  service = await startPushService();
  leadId = await new LeadScenes(bench).lead();
});
afterAll(async () => {
  await service[Symbol.asyncDispose]();
  await bench[Symbol.asyncDispose]();
});

/** A browser's half of a subscription. */
class Browser {
  readonly #pair: ECDH = createECDH('prime256v1');
  readonly #secret = randomBytes(16);
  readonly publicKey = this.#pair.generateKeys();
  readonly endpoint: string;

  constructor(path: string) {
    this.endpoint = `${service.url}${path}`;
  }

  get subscription() {
    const [p256dh, auth] = [this.publicKey.toString('base64url'), this.#secret.toString('base64url')];
    return { endpoint: this.endpoint, p256dh, auth, userAgent: 'Firefox' };
  }

  /** Decrypts what was pushed, as RFC 8291 and RFC 8188 say. */
  read({ body }: Pushed): unknown {
    const [salt, idLength] = [body.subarray(0, 16), body.readUInt8(20)];
    const sender = body.subarray(21, 21 + idLength);
    const shared = this.#pair.computeSecret(sender);
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), this.publicKey, sender]);
    const material = expand(extract(this.#secret, shared), info, 32);
    const prk = extract(salt, material);
    const key = expand(prk, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
    const nonce = expand(prk, Buffer.from('Content-Encoding: nonce\0'), 12);
    const sealed = body.subarray(21 + idLength);
    const decipher = createDecipheriv('aes-128-gcm', key, nonce);
    decipher.setAuthTag(sealed.subarray(-16));
    const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
    return JSON.parse(plain.subarray(0, plain.lastIndexOf(2)).toString('utf8'));
  }
}

const extract = (salt: Buffer, input: Buffer) => createHmac('sha256', salt).update(input).digest();
const expand = (key: Buffer, info: Buffer, length: number) =>
  createHmac('sha256', key).update(info).update(Buffer.of(1)).digest().subarray(0, length);

async function tell(key: string): Promise<void> {
  const { admin, northRep } = bench.company.users;
  const notice = { kind: 'assigned', userIds: [northRep.id], params: {}, key } as const;
  await bench.as(admin, (ctx) => notify(ctx, { ...notice, subject: { type: 'lead', id: leadId } }));
}
const subscribe = (browser: Browser) =>
  bench.as(bench.company.users.northRep, (ctx) => pushService.subscribe(ctx, browser.subscription));
const post = webPushPost(keys, { local: { ca: testCertificate } });
const send = () => sendDuePushes({ fork: () => bench.fork(), ports: testPorts, pushes: post }, new Date());

test('a notification is pushed once to each browser of the person, readable there alone, and signed by us', async () => {
  const [first, second] = [new Browser('/first'), new Browser('/second')];
  await subscribe(first);
  await subscribe(second);
  await subscribe(second);
  await tell('one');
  expect([await send(), await send()]).toEqual([1, 0]);
  expect(service.pushed.map(({ path }) => path).sort()).toEqual(['/first', '/second']);
  const [pushed] = service.pushed.filter(({ path }) => path === '/first');
  if (!pushed) throw new Error('Nothing was pushed.');
  expect(first.read(pushed)).toMatchObject({
    body: expect.stringMatching(/^admin gave you /u),
    url: `/leads/${leadId}`,
    language: 'en',
  });
  expect(isSigned(String(pushed.headers.authorization))).toBe(true);
});

test('a browser that is gone is forgotten, and what was read meanwhile is not pushed', async () => {
  const { northRep } = bench.company.users;
  service.answers.set('/first', 410);
  service.pushed.length = 0;
  await tell('two');
  await send();
  expect(await bench.as(northRep, (ctx) => pushService.list(ctx))).toHaveLength(1);
  await tell('three');
  await bench.as(northRep, (ctx) => notificationService.markRead(ctx));
  await send();
  expect(service.pushed).toHaveLength(2);
});

test('an address in our own network is not reached, by number or by name', async () => {
  const strict = webPushPost(keys);
  const before = service.pushed.length;
  const message = { title: 'x', body: 'x', url: '/', tag: 'x', language: 'en' } as const;
  for (const host of ['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '10.1.2.3', '169.254.169.254']) {
    const target = { ...new Browser('/').subscription, endpoint: `${service.url.replace('127.0.0.1', host)}/inside` };
    expect(await strict.push(target, message)).toEqual({ error: 'a private address' });
  }
  expect(service.pushed).toHaveLength(before);
});

/** Whether the token of the header was signed with our key for this very push service (RFC 8292). */
function isSigned(authorization: string): boolean {
  const [, token = '', key = ''] = /^vapid t=(.+), k=(.+)$/u.exec(authorization) ?? [];
  const [header = '', claims = '', signature = ''] = token.split('.');
  const point = Buffer.from(key, 'base64url');
  const [x, y] = [point.subarray(1, 33).toString('base64url'), point.subarray(33).toString('base64url')];
  const publicKey = createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x, y } });
  const said: unknown = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8'));
  expect(said).toMatchObject({ aud: service.url, sub: 'mailto:crm@halden.example' });
  const proof = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
  return (
    key === keys.publicKey &&
    verify('sha256', Buffer.from(`${header}.${claims}`), proof, Buffer.from(signature, 'base64url'))
  );
}
