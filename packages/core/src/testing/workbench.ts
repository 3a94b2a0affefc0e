import { sql } from 'kysely';
import { inject } from 'vitest';
import { createOrm, database, type EntityManager } from '@crm/db/orm';
import { createTestDatabase } from '@crm/db/testing';
import type { Ports, ServiceContext } from '../context.ts';
import type { StepCall } from '../process/process-progress.ts';
import { runAsProcess } from '../process/run-as-process.ts';
import { actAs, createCompany, testPorts, type TestCompany, type TestUser } from './company.ts';

export interface Workbench extends AsyncDisposable {
  readonly company: TestCompany;
  readonly databaseUrl: string;
  fork(): EntityManager;
  /** Calls services as somebody, in one transaction. */
  as<T>(user: TestUser, run: (ctx: ServiceContext) => Promise<T>, options?: AsOptions): Promise<T>;
  /** Runs a step of a process, as the worker does. */
  step<T>(
    processId: string,
    step: string,
    run: (ctx: ServiceContext, call: StepCall) => Promise<T>,
    options?: StepOptions,
  ): Promise<T>;
  /** Any statement, for what has no types. */
  query(statement: string): Promise<readonly unknown[]>;
  /** Typed queries outside of any transaction, to look at what was written. */
  db(): ReturnType<typeof database>;
}

export interface AsOptions {
  readonly now?: Date;
  readonly ports?: Partial<Ports>;
}

export interface StepOptions {
  readonly now?: Date;
  readonly attempt?: number;
}

/** The test company in a database of its own, with the services at hand. */
export async function openWorkbench(): Promise<Workbench> {
  const testDatabase = await createTestDatabase(inject('templateUrl'));
  const orm = await createOrm(testDatabase.url, { poolMax: 24 });
  const fork = () => orm.em.fork();
  const company = await createCompany(fork());
  return {
    company,
    databaseUrl: testDatabase.url,
    fork,
    db: () => database(fork()),
    query: async (statement) => (await sql.raw(statement).execute(database(fork()))).rows,
    as: (user, run, { now, ports } = {}) =>
      actAs(fork(), company, user, (ctx) => run(now === undefined ? ctx : { ...ctx, now }), { ...testPorts, ...ports }),
    step: (processId, step, run, { now = new Date(), attempt = 1 } = {}) =>
      runAsProcess({ em: fork(), ports: testPorts, processId, now }, (ctx) => run(ctx, { processId, step, attempt })),
    async [Symbol.asyncDispose]() {
      await orm.close();
      await testDatabase.drop();
    },
  };
}
