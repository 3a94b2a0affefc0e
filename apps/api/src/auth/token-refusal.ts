import { errors } from 'jose';
import { DomainError } from '@crm/domain/errors';

/** Why a token does not hold, as the one who sent it may know. */
export function tokenRefusal(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  if (error instanceof errors.JWTExpired) {
    return new DomainError('token_expired', 'The access token has expired. Refresh it.');
  }
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'aud') {
    return new DomainError('token_wrong_audience', 'This token was issued for another service.');
  }
  return new DomainError('token_invalid', 'This access token is not valid. Sign in again.');
}
