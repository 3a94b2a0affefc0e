import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { z } from 'zod';
import type { attachmentLink, Disposition } from '@crm/domain/attachment/attachment';
import { DomainError } from '@crm/domain/errors';

export const filesPrefix = '/files';

/** How long a link can be followed. */
export const linkLifeMs = 5 * 60_000;

export interface LinkedFile {
  readonly id: string;
  readonly disposition: Disposition;
}

export type FileLinks = ReturnType<typeof createFileLinks>;

/**
 * Links that open one file for whoever has them, without cookies: for `<img>`, for a new tab, for a download manager.
 * All that they say is signed, and they expire. The key is made for this purpose alone, so that no other token of ours
 * passes for a link.
 */
export function createFileLinks(secret: string) {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'crm file links', 32));
  const seal = (claims: string) => createHmac('sha256', key).update(claims).digest('base64url');

  return {
    sign({ id, disposition }: LinkedFile, now: Date): z.output<typeof attachmentLink> {
      const expiresAt = new Date(now.getTime() + linkLifeMs);
      const claims = `${id}.${expiresAt.getTime().toString(36)}.${disposition}`;
      const token = `${claims}.${seal(claims)}`;
      return { url: `${filesPrefix}/${token}`, expiresAt: expiresAt.toISOString() };
    },

    /** @throws DomainError `link_invalid`, `link_expired` */
    read(token: string, now: Date): LinkedFile {
      const [, claims = '', id = '', expires = '', disposition = '', given = ''] =
        /^(([0-9a-f-]{36})\.([0-9a-z]{1,11})\.(attachment|inline))\.([\w-]{43})$/u.exec(token) ?? [];
      // As text: the last character of Base64 has bits that decoding would drop.
      const [proof, wanted] = [Buffer.from(given), Buffer.from(seal(claims))];
      if (proof.length !== wanted.length || !timingSafeEqual(proof, wanted)) {
        throw new DomainError('link_invalid', 'This link is not one of ours. Ask for a new one.');
      }
      if (Number.parseInt(expires, 36) <= now.getTime()) {
        throw new DomainError('link_expired', 'This link has expired. Ask for a new one.');
      }
      return { id, disposition: disposition === 'inline' ? 'inline' : 'attachment' };
    },
  };
}
