import { parse, validate, specifiedRules, type DocumentNode, type GraphQLError, type GraphQLSchema } from 'graphql';
import { DomainError } from '@crm/domain/errors';
import { limits } from './costs.ts';
import { sha256, type Operations } from './operations.ts';

/** Documents that are kept ready, the ones used last. */
const mostKept = 1_000;

/** What a client may send instead of a document, or with it: its SHA-256 (automatic persisted queries). */
export interface Asked {
  readonly query: string | undefined;
  readonly hash: string | undefined;
}

/** Documents by their SHA-256, parsed and checked once. */
export class Documents {
  readonly #schema: GraphQLSchema;
  readonly #allowed: Operations | null;
  readonly #kept = new Map<string, DocumentNode>();

  constructor(schema: GraphQLSchema, allowed: Operations | null) {
    this.#schema = schema;
    this.#allowed = allowed;
  }

  /**
   * @throws DomainError `persisted_query_not_found` for a hash that was not sent with its document yet,
   * `operation_not_allowed` where only listed operations run
   * @throws GraphQLError for what cannot be read
   */
  find({ query, hash }: Asked): DocumentNode | readonly GraphQLError[] {
    const key = query === undefined ? hash : sha256(query);
    if (key === undefined) throw new DomainError('bad_request', 'Send a query, or the hash of one.');
    if (hash !== undefined && hash !== key) {
      throw new DomainError('bad_request', 'The hash is not the SHA-256 of this query, in hexadecimal.');
    }
    const text = this.#allowed ? this.#allowed.get(key) : query;
    if (this.#allowed && text === undefined) {
      throw new DomainError('operation_not_allowed', 'Only registered operations run here. Have this one registered.');
    }
    return this.#keptAs(key) ?? this.#read(key, text);
  }

  #keptAs(key: string): DocumentNode | undefined {
    const document = this.#kept.get(key);
    if (document) this.#keep(key, document);
    return document;
  }

  #read(key: string, text: string | undefined): DocumentNode | readonly GraphQLError[] {
    if (text === undefined) {
      throw new DomainError('persisted_query_not_found', 'Send the query once together with its hash.');
    }
    const document = parse(text, { maxTokens: limits.tokens });
    const errors = validate(this.#schema, document, specifiedRules, { maxErrors: 10 });
    if (errors.length > 0) return errors;
    this.#keep(key, document);
    return document;
  }

  #keep(key: string, document: DocumentNode): void {
    this.#kept.delete(key);
    this.#kept.set(key, document);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > mostKept && oldest !== undefined) this.#kept.delete(oldest);
  }
}
