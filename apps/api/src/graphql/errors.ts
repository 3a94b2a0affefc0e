import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import type { DomainError, ErrorCode } from '@crm/domain/errors';

/** Our codes in the spelling of GraphQL: `FORBIDDEN`. */
export function graphqlCode(code: ErrorCode): Uppercase<ErrorCode> {
  return code.toUpperCase() as Uppercase<ErrorCode>;
}

/** An error as `errors` of an answer hold it, with a stable code and the request id to quote. */
export function formatError(known: DomainError, requestId: string, at?: GraphQLError): GraphQLFormattedError {
  const { locations, path } = at ?? {};
  const details = Object.keys(known.details).length > 0 ? { details: known.details } : {};
  return {
    message: known.message,
    ...(locations ? { locations } : {}),
    ...(path ? { path } : {}),
    extensions: { code: graphqlCode(known.code), ...details, requestId },
  };
}
