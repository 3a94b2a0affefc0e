import { createServer } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** What a push service was sent. */
export interface Pushed {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

export interface PushService extends AsyncDisposable {
  readonly url: string;
  readonly pushed: Pushed[];
  /** What it answers at a path, where that is not 201. */
  readonly answers: Map<string, number>;
}

/** A push service on this machine: takes what is sent, as those of the browsers' makers do. */
export async function startPushService(): Promise<PushService> {
  const pushed: Pushed[] = [];
  const answers = new Map<string, number>();
  const server = createServer({ key: testKey, cert: testCertificate }, async (request, response) => {
    const path = request.url ?? '';
    pushed.push({ path, headers: request.headers, body: await buffer(request) });
    response.writeHead(answers.get(path) ?? 201).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  return {
    url: `https://127.0.0.1:${port}`,
    pushed,
    answers,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** For 127.0.0.1 and for nothing else: what it protects is public anyway. */
export const testCertificate = `-----BEGIN CERTIFICATE-----
MIIBkTCCATagAwIBAgIUW4kjRsL/crSwh79QSxSeKVIs224wCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJMTI3LjAuMC4xMCAXDTI2MTEyMzEyNTYyOVoYDzIxMjYxMDMw
MTI1NjI5WjAUMRIwEAYDVQQDDAkxMjcuMC4wLjEwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAS4r6erzEc0wEfSTuIhp+3MpFKhMTEIsfECijohuRLSOBwiwBlqcf+N
g0rpJcmg5Wj5Y3TC3N/M9LtaBOwJlMHwo2QwYjAdBgNVHQ4EFgQUs9ze+v+wqYDv
I8wg69AktBGyvN8wHwYDVR0jBBgwFoAUs9ze+v+wqYDvI8wg69AktBGyvN8wDwYD
VR0TAQH/BAUwAwEB/zAPBgNVHREECDAGhwR/AAABMAoGCCqGSM49BAMCA0kAMEYC
IQD/uNpJWayxHkS8Z4Qi79beV071KUBjMv3PERl4rk3APQIhAJCy02EZJEqWxTJ6
ZR3GbGBPJQ+sRTqlhiiJ3gD0Vbut
-----END CERTIFICATE-----`;
const testKey = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgplYfukbL4ctq7Sl1
ftdczbSQb93f4a+YuhkypUfyiDWhRANCAAS4r6erzEc0wEfSTuIhp+3MpFKhMTEI
sfECijohuRLSOBwiwBlqcf+Ng0rpJcmg5Wj5Y3TC3N/M9LtaBOwJlMHw
-----END PRIVATE KEY-----`;
