import { z } from 'zod';
import { operationService } from '@crm/core/operation/operation.service';
import { operationInput } from '@crm/domain/operation/operation';
import type { TestSystem } from './test-system.ts';

/** Operations of the northern rep, told apart by the source of their leads. */
export class OperationScenes {
  readonly #system: Pick<TestSystem, 'bench'>;

  constructor(system: Pick<TestSystem, 'bench'>) {
    this.#system = system;
  }

  /** Leads that nothing else works on; written as they are, because only their number matters. */
  async leads(source: string, count: number): Promise<void> {
    const { northRep } = this.#system.bench.company.users;
    await this.#system.bench.query(`
      insert into crm_core.crm_leads (
        id, created_at, updated_at, last_name, name_normalized, source, status, assigned_to, team_id)
      select gen_random_uuid(), now(), now(), 'Lead ' || i, 'lead ' || i, '${source}', 'new', '${northRep.id}', team_id
      from generate_series(1, ${count}) i join crm_core.crm_users u on u.id = '${northRep.id}'`);
  }

  /** Orders that all of them get a job title. */
  async edit(source: string): Promise<{ id: string; processId: string }> {
    const input = { kind: 'edit', resource: 'lead', filter: { source }, set: { jobTitle: 'Buyer' } };
    const { northRep } = this.#system.bench.company.users;
    const made = await this.#system.bench.as(northRep, (ctx) =>
      operationService.create(ctx, operationInput.parse(input)),
    );
    return { id: made.id, processId: made.processId ?? '' };
  }

  /** The lead that is reached last. */
  async lastOf(source: string): Promise<string> {
    const leads = this.#system.bench.db().selectFrom('crm_leads').select('id').where('source', '=', source);
    return (await leads.orderBy('id', 'desc').executeTakeFirstOrThrow()).id;
  }

  async doneOf(id: string): Promise<number> {
    const row = this.#system.bench.db().selectFrom('crm_operations').select('done').where('id', '=', id);
    return (await row.executeTakeFirstOrThrow()).done;
  }

  /** How often leads were written: a version that many of them have. */
  async versions(source: string) {
    const rows = await this.#system.bench.query(`
      select version, count(*)::int as count from crm_core.crm_leads where source = '${source}'
      group by version order by version`);
    return z.array(z.object({ version: z.number(), count: z.number() })).parse(rows);
  }
}
