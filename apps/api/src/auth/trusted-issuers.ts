import { createPublicKey, createSecretKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRemoteJWKSet, decodeJwt, jwtVerify, type JWTVerifyOptions } from 'jose';
import { z } from 'zod';
import { tokenRefusal } from './token-refusal.ts';

/** What a token from elsewhere may be good for: to be exchanged for a session, or to be sent with each request. */
const uses = ['exchange', 'service'] as const;
export type TokenUse = (typeof uses)[number];

const asymmetric = ['EdDSA', 'ES256', 'ES384', 'RS256', 'PS256'];
/** A token from elsewhere is made for the moment: an older one, or one that lives longer, is not taken. */
const mostSeconds = 10 * 60;
const clockToleranceSeconds = 30;

const entry = z
  .strictObject({
    /** How the audit log names it. */
    name: z.string().regex(/^[a-z][a-z0-9-]{0,59}$/u),
    issuer: z.string().min(1),
    audience: z.string().min(1).default('crm'),
    use: z.array(z.enum(uses)).min(1),
    /** Where the issuer publishes its keys. */
    jwks: z.url().refine(isPrivate, 'Use https.').optional(),
    /** Or its one public key, as PEM. */
    publicKey: z.string().includes('PUBLIC KEY').optional(),
    /** Or a secret that both sides know. */
    secret: z.string().min(32).optional(),
  })
  .refine(({ jwks, publicKey, secret }) => [jwks, publicKey, secret].filter(Boolean).length === 1, {
    message: 'Give one of jwks, publicKey and secret.',
  });

export type TrustedIssuer = z.output<typeof entry>;

/**
 * The issuers that somebody trusts: a JSON file with a list of them.
 * @throws Error with one line, for a file that cannot be read
 */
export function readTrustedIssuers(path: string): readonly TrustedIssuer[] {
  const issuers = z.array(entry).safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (issuers.success) return issuers.data;
  throw new Error(`${path} is no list of issuers. ${issuers.error.issues.map(({ message }) => message).join('; ')}`);
}

function isPrivate(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
}

/** What a trusted issuer says. */
export interface Assertion {
  /** Which issuer it was. */
  readonly name: string;
  /** On whose behalf: the e-mail of one of our users. */
  readonly email: string;
  /** Scopes parted by blanks, for less than the user may do. */
  readonly scope: string | null;
}

const claimsShape = z.object({
  email: z.string().max(254),
  scope: z.string().max(2_000).optional(),
  // Without both nothing says that the token is new.
  iat: z.number(),
  exp: z.number(),
});

/** Reads the tokens of others: each by the key, issuer and audience that were set for it, asymmetric keys first. */
export function createTrustedIssuers(issuers: readonly TrustedIssuer[]) {
  const known = new Map(issuers.map((issuer) => [issuer.issuer, { ...issuer, read: readerOf(issuer) }]));
  return {
    /** Whether the token says that it comes from one of them; whether that is true is another question. */
    claims(token: string): boolean {
      const issuer = issuerOf(token);
      return issuer !== undefined && known.has(issuer);
    },

    /** @throws DomainError `token_invalid`, `token_expired`, `token_wrong_audience` */
    async verify(token: string, use: TokenUse): Promise<Assertion> {
      const issuer = known.get(issuerOf(token) ?? '');
      if (!issuer?.use.includes(use)) throw tokenRefusal(null);
      try {
        const { payload } = await issuer.read(token, {
          issuer: issuer.issuer,
          audience: issuer.audience,
          maxTokenAge: mostSeconds,
          clockTolerance: clockToleranceSeconds,
        });
        const { email, scope, iat, exp } = claimsShape.parse(payload);
        if (exp - iat > mostSeconds) throw tokenRefusal(null);
        return { name: issuer.name, email, scope: scope ?? null };
      } catch (error) {
        throw tokenRefusal(error);
      }
    },
  };
}

export type TrustedIssuers = ReturnType<typeof createTrustedIssuers>;

function issuerOf(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
}

/** A public key is never taken for a secret: each kind of key has its own algorithms. */
function readerOf({ jwks, publicKey, secret }: TrustedIssuer) {
  if (jwks !== undefined) {
    const keys = createRemoteJWKSet(new URL(jwks));
    return (token: string, how: JWTVerifyOptions) => jwtVerify(token, keys, { ...how, algorithms: asymmetric });
  }
  if (publicKey !== undefined) {
    const key = createPublicKey(publicKey);
    return (token: string, how: JWTVerifyOptions) => jwtVerify(token, key, { ...how, algorithms: asymmetric });
  }
  const key = createSecretKey(secret ?? '', 'utf8');
  return (token: string, how: JWTVerifyOptions) => jwtVerify(token, key, { ...how, algorithms: ['HS256'] });
}
