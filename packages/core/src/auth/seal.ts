import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

export interface Seal {
  /** The claims with their seal, for an address. */
  sign(claims: string): string;
  /** @returns the claims, or `null` when the seal is not ours */
  open(token: string): string | null;
}

/**
 * Signs what stands in a link. The key is made for one purpose alone, so that no token of ours passes for another.
 * @param purpose a few words, never changed
 */
export function createSeal(secret: string, purpose: string): Seal {
  const key = Buffer.from(hkdfSync('sha256', secret, '', purpose, 32));
  const seal = (claims: string) => createHmac('sha256', key).update(claims).digest('base64url');
  return {
    sign: (claims) => `${claims}.${seal(claims)}`,
    open(token) {
      const end = token.lastIndexOf('.');
      const claims = token.slice(0, Math.max(end, 0));
      // As text: the last character of Base64 has bits that decoding would drop.
      const [proof, wanted] = [Buffer.from(token.slice(end + 1)), Buffer.from(seal(claims))];
      return proof.length === wanted.length && timingSafeEqual(proof, wanted) ? claims : null;
    },
  };
}
