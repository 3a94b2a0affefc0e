import { DomainError } from '@crm/domain/errors';
import { createSeal } from '../auth/seal.ts';

export const offerPrefix = '/offer';

export type OfferLinks = ReturnType<typeof createOfferLinks>;

/**
 * Links to the pages on which customers answer offers, without signing in. Signed and not stored: whoever reads the
 * database cannot answer for a customer. What they open follows from where the quote stands.
 */
export function createOfferLinks(secret: string) {
  const seal = createSeal(secret, 'crm offer links');
  return {
    /** @returns a path of ours */
    sign: (deliveryId: string): string => `${offerPrefix}/${seal.sign(deliveryId)}`,

    /** @returns the id of the delivery @throws DomainError `link_invalid` */
    read(token: string): string {
      const deliveryId = seal.open(token);
      if (deliveryId === null) throw new DomainError('link_invalid', 'This link is not one of ours.');
      return deliveryId;
    },
  };
}
