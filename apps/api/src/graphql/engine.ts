import {
  executeRootSelectionSet,
  GraphQLError,
  validateExecutionArgs,
  type FormattedExecutionResult,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type ValidatedExecutionArgs,
} from 'graphql';
import type { AnyTRPCRouter } from '@trpc/server';
import { z } from 'zod';
import { refuseDisabled } from '@crm/core/feature/features-off';
import { DomainError } from '@crm/domain/errors';
import { requireSignedIn, type RequestContext } from '../context.ts';
import { toDomainError } from '../trpc/errors.ts';
import { createGraphqlContext, type GraphqlContext } from './context.ts';
import { Documents } from './documents.ts';
import { formatError } from './errors.ts';
import { limits } from './costs.ts';
import { measure } from './limits.ts';
import type { Operations } from './operations.ts';
import { buildGraphqlSchema } from './schema.ts';

const requestShape = z.object({
  query: z.string().nullish(),
  operationName: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  extensions: z
    .looseObject({ persistedQuery: z.object({ version: z.literal(1), sha256Hash: z.string() }).optional() })
    .nullish(),
});
type GraphqlRequest = z.output<typeof requestShape>;

export interface GraphqlAnswer {
  readonly body: FormattedExecutionResult;
  /** What kept the request from being executed; `null` once it ran, whatever its fields came to. */
  readonly refusal: DomainError | null;
  /** Every write of the request had been done before. */
  readonly replayed: boolean;
}

export interface EngineParts {
  readonly router: AnyTRPCRouter;
  /** The only operations that run; `null`: any. */
  readonly operations: Operations | null;
  /** Told of what nobody foresaw. */
  onUnexpected(error: unknown, requestId: string): void;
}

/** Runs GraphQL requests: read, check, measure, and only then execute. */
export class GraphqlEngine {
  readonly #parts: EngineParts;
  readonly #schema: GraphQLSchema;
  readonly #documents: Documents;

  constructor(parts: EngineParts) {
    this.#parts = parts;
    this.#schema = buildGraphqlSchema(parts.router);
    this.#documents = new Documents(this.#schema, parts.operations);
  }

  /**
   * @param signal ends the work for a caller who has gone
   * @throws DomainError `unauthenticated`, `feature_disabled`, and `bad_request` for what is no GraphQL request
   */
  async run(body: unknown, ctx: RequestContext, signal: AbortSignal): Promise<GraphqlAnswer> {
    if (requireSignedIn(ctx).actor.featuresOff.has('crm_feature_graphql')) throw refuseDisabled('crm_feature_graphql');
    const request = readRequest(body);
    const context = createGraphqlContext(this.#parts.router, ctx, signal);
    const prepared = this.#prepare(request, context, signal);
    if (!('args' in prepared)) {
      const [first] = prepared;
      const refusal = first ? domainErrorOf(first) : null;
      return { body: { errors: this.#tell(prepared, ctx.requestId) }, refusal, replayed: false };
    }
    const { data, errors } = await executeRootSelectionSet(prepared.args);
    return {
      body: {
        ...(errors ? { errors: this.#tell(errors, ctx.requestId) } : {}),
        data: data ?? null,
        extensions: { cost: { requested: prepared.cost, limit: limits.cost } },
      },
      refusal: null,
      replayed: context.isReplay(),
    };
  }

  /** Everything that can be refused before anything is read or written. */
  #prepare(request: GraphqlRequest, contextValue: GraphqlContext, abortSignal: AbortSignal): Prepared {
    try {
      const document = this.#documents.find({
        query: request.query ?? undefined,
        hash: request.extensions?.persistedQuery?.sha256Hash,
      });
      if (isErrors(document)) return document;
      const args = validateExecutionArgs({
        schema: this.#schema,
        document,
        contextValue,
        abortSignal,
        variableValues: request.variables,
        operationName: request.operationName,
      });
      return isErrors(args) ? args : { args, cost: measure(args).cost };
    } catch (error) {
      return [error instanceof GraphQLError ? error : new GraphQLError('Refused', { originalError: asError(error) })];
    }
  }

  #tell(errors: readonly GraphQLError[], requestId: string): GraphQLFormattedError[] {
    return errors.map((error) => {
      const known = domainErrorOf(error);
      if (known.code === 'internal') this.#parts.onUnexpected(error.originalError, requestId);
      return formatError(known, requestId, error);
    });
  }
}

type Prepared = readonly GraphQLError[] | { readonly args: ValidatedExecutionArgs; readonly cost: number };

/** @throws DomainError `bad_request` */
function readRequest(body: unknown): GraphqlRequest {
  const request = requestShape.safeParse(body);
  if (request.success) return request.data;
  const issues = request.error.issues.map(({ path, code, message }) => ({
    field: path.join('.') || 'body',
    code,
    message,
  }));
  throw new DomainError('bad_request', 'Send one JSON object with query, variables and operationName.', { issues });
}

function isErrors(value: object): value is readonly GraphQLError[] {
  return Array.isArray(value);
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/** Whatever a resolver threw or GraphQL itself found wrong, as the one error that every door knows how to tell. */
function domainErrorOf(error: GraphQLError): DomainError {
  const { originalError } = error;
  return originalError === undefined || originalError instanceof GraphQLError
    ? new DomainError('bad_request', error.message)
    : toDomainError(originalError);
}
