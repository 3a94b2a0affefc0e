import type { z } from 'zod';
import { createSeal } from '@crm/core/auth/seal';
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
 * All that they say is signed, and they expire.
 */
export function createFileLinks(secret: string) {
  const seal = createSeal(secret, 'crm file links');

  return {
    sign({ id, disposition }: LinkedFile, now: Date): z.output<typeof attachmentLink> {
      const expiresAt = new Date(now.getTime() + linkLifeMs);
      const token = seal.sign(`${id}.${expiresAt.getTime().toString(36)}.${disposition}`);
      return { url: `${filesPrefix}/${token}`, expiresAt: expiresAt.toISOString() };
    },

    /** @throws DomainError `link_invalid`, `link_expired` */
    read(token: string, now: Date): LinkedFile {
      const claims = seal.open(token);
      if (claims === null) throw new DomainError('link_invalid', 'This link is not one of ours. Ask for a new one.');
      const [id = '', expires = '', disposition] = claims.split('.');
      if (Number.parseInt(expires, 36) <= now.getTime()) {
        throw new DomainError('link_expired', 'This link has expired. Ask for a new one.');
      }
      return { id, disposition: disposition === 'inline' ? 'inline' : 'attachment' };
    },
  };
}
