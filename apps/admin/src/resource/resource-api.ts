import type { Count, ListQuery, Page } from '@crm/domain/page';

/** What every row carries, whatever it is a row of. */
export interface ResourceRow {
  readonly id: string;
  readonly version: number;
  readonly abilities: {
    readonly update: boolean;
    readonly delete: boolean;
    readonly restore: boolean;
    readonly assign?: boolean;
  };
  readonly assignedTo?: string | null;
}

interface RequestOptions {
  readonly signal?: AbortSignal;
}

/** The reads that lists are made of; `api.account` and its like are ones. */
export interface ResourceReads<Row, Filter> {
  readonly list: { query(input: ListQuery<Filter>, options?: RequestOptions): Promise<Page<Row>> };
  readonly count: { query(input: { filter?: Filter | undefined }, options?: RequestOptions): Promise<Count> };
}

/** Gives a record to somebody; `api.account.update` and its like are ones. */
export interface ResourceAssign<Row> {
  mutate(input: { id: string; data: { assignedTo?: string | null } }): Promise<Row>;
}

/** The writes that every list offers. */
export interface ResourceWrites<Row> {
  readonly delete: { mutate(input: { id: string; version?: number }): Promise<unknown> };
  readonly restore: { mutate(input: { id: string }): Promise<Row> };
}

/** One resource of the API, as the generic frames use it. */
export interface ResourceApi<Row, Filter> extends ResourceReads<Row, Filter>, ResourceWrites<Row> {}
