import { Kysely, PostgresDialect, type CompiledQuery } from 'kysely';
import pg from 'pg';
import type { Database } from '@crm/db/database';
import type { EntityManager } from '@crm/db/orm';

/** One node of a plan, as `explain (format json)` gives it. */
export interface PlanNode {
  readonly type: string;
  readonly table: string | null;
  readonly index: string | null;
  /** What the index was asked for; empty when it is walked from end to end. */
  readonly asked: string;
  /** What was looked at row by row. */
  readonly filter: string;
}

export interface Plans extends AsyncDisposable {
  /** The nodes of the plans of all statements that `run` sends by queries, with every plan that reads or sorts a table whole forbidden. */
  of(run: (em: EntityManager) => Promise<unknown>): Promise<PlanNode[]>;
}

/** Notes the statements that services send, and asks the database how it would carry them out. */
export function openPlans(databaseUrl: string, em: EntityManager): Plans {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  pool.on('error', () => undefined);
  const sent: CompiledQuery[] = [];
  const noted = new Kysely<Database>({
    dialect: new PostgresDialect({ pool }),
    log: ({ level, query }) => {
      if (level === 'query') sent.push(query);
    },
  });
  const noting = new Proxy(em, {
    get: (target, property): unknown =>
      property === 'getKysely' ? () => noted : Reflect.get(target, property, target),
  });

  async function explain({ sql, parameters }: CompiledQuery): Promise<PlanNode[]> {
    const client = await pool.connect();
    try {
      await client.query('begin');
      // With these costs such a plan loses, however small the table is.
      for (const way of ['seqscan', 'sort', 'incremental_sort']) await client.query(`set local enable_${way} = off`);
      const { rows } = await client.query<{ 'QUERY PLAN': readonly { Plan: unknown }[] }>(
        `explain (format json) ${sql}`,
        [...parameters],
      );
      return flatten(rows[0]?.['QUERY PLAN'][0]?.Plan);
    } finally {
      await client.query('rollback');
      client.release();
    }
  }

  return {
    async of(run) {
      sent.length = 0;
      await run(noting);
      const nodes: PlanNode[] = [];
      for (const query of sent.splice(0)) nodes.push(...(await explain(query)));
      return nodes;
    },
    [Symbol.asyncDispose]: () => noted.destroy(),
  };
}

function flatten(plan: unknown): PlanNode[] {
  if (typeof plan !== 'object' || plan === null) return [];
  const text = (key: string) => {
    const value: unknown = Reflect.get(plan, key);
    return typeof value === 'string' ? value : '';
  };
  const below: unknown = Reflect.get(plan, 'Plans');
  const node = {
    type: text('Node Type'),
    table: text('Relation Name') || null,
    index: text('Index Name') || null,
    asked: `${text('Index Cond')}${text('Recheck Cond')}`,
    filter: text('Filter'),
  };
  return [node, ...(Array.isArray(below) ? below.flatMap(flatten) : [])];
}
