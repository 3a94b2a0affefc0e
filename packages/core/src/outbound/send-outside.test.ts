import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isInternalAddress } from './internal-address.ts';
import { RefusedAddressError, sendOutside, type OutsideRequest, type OutsideRules } from './send-outside.ts';

const rules: OutsideRules = { allowedHosts: [], timeout: 2_000, maxAnswer: 16 };

let server: Server;
let port: number;
let heard: string[];

beforeAll(async () => {
  heard = [];
  server = createServer((request, response) => {
    heard.push(`${request.method} ${request.headers.host} ${request.url}`);
    if (request.url === '/never') return;
    if (request.url === '/drip') {
      response.write('slow');
      return;
    }
    if (request.url === '/moved') response.writeHead(302, { location: `http://127.0.0.1:${port}/secret` });
    if (request.url === '/long') response.write('0123456789'.repeat(100_000));
    request.pipe(response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

function post(url: string, changes: Partial<OutsideRules> = {}) {
  const request: OutsideRequest = { url, method: 'POST', headers: { 'x-of': 'test' }, body: 'ours' };
  return sendOutside(request, { ...rules, ...changes });
}

describe('addresses', () => {
  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.31.255.255',
    '192.168.0.1',
    '169.254.169.254',
    '100.100.100.200',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '198.19.0.1',
    '::',
    '::1',
    'fe80::1',
    'fc00::1',
    'fd00:ec2::254',
    'ff02::1',
    '::ffff:10.0.0.1',
    '::ffff:8.8.8.8',
    '::7f00:1',
    '64:ff9b::a00:1',
    '2002:7f00:1::',
    '2001:db8::1',
    '2001::1',
  ])('%s is internal', (address) => {
    expect(isInternalAddress(address)).toBe(true);
  });

  test.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700:4700::1111', '2a00:1450:4001::1'])(
    '%s is open',
    (address) => {
      expect(isInternalAddress(address)).toBe(false);
    },
  );
});

describe('what is sent outside', () => {
  test.each([
    'https://127.0.0.1',
    'https://[::1]',
    'https://[::ffff:127.0.0.1]',
    'https://2130706433',
    'https://0x7f.1',
    'https://localhost',
    'https://169.254.169.254/latest/meta-data',
    'https://[fd00:ec2::254]',
    'http://8.8.8.8',
    'ftp://8.8.8.8',
    'file:///etc/passwd',
    'https://me:secret@8.8.8.8',
    'no address',
  ])('never goes to %s', async (url) => {
    await expect(post(url)).rejects.toBeInstanceOf(RefusedAddressError);
  });

  test('never goes to a name of which one address is internal', async () => {
    const resolve = async () => [
      { address: '8.8.8.8', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ];
    await expect(post('https://hooks.example', { resolve })).rejects.toBeInstanceOf(RefusedAddressError);
  });

  test('goes to the address that was looked at: a name is resolved once', async () => {
    const answers = [[{ address: '127.0.0.1', family: 4 }], [{ address: '10.0.0.1', family: 4 }]];
    let asked = 0;
    const resolve = async () => answers[asked++] ?? [];
    const answer = await post(`http://hooks.example:${port}/in`, { allowedHosts: ['hooks.example'], resolve });
    expect(answer).toMatchObject({ status: 200, body: 'ours', cut: false });
    expect(asked).toBe(1);
    expect(heard).toContain(`POST hooks.example:${port} /in`);
  });

  test('follows no redirect', async () => {
    const answer = await post(`http://127.0.0.1:${port}/moved`, { allowedHosts: ['127.0.0.1'] });
    expect(answer.status).toBe(302);
    expect(heard.some((line) => line.endsWith('/secret'))).toBe(false);
  });

  test('reads no more of an answer than the limit', async () => {
    const answer = await post(`http://127.0.0.1:${port}/long`, { allowedHosts: ['127.0.0.1'] });
    expect(answer).toMatchObject({ body: '0123456789012345', cut: true });
  });

  test.each(['/never', '/drip'])('waits no longer than its time for %s', async (path) => {
    await expect(
      post(`http://127.0.0.1:${port}${path}`, { allowedHosts: ['127.0.0.1'], timeout: 100 }),
    ).rejects.toThrow(/abort|time/i);
  });

  test('waits no longer than its time for a name', async () => {
    const resolve = () => new Promise<never>(() => undefined);
    await expect(post('https://hooks.example', { resolve, timeout: 100 })).rejects.toThrow(/time/i);
  });
});
