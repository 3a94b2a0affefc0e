import { withPostgres } from '@crm/local/postgres-client';

/** What the cases ask for, taken from the rows that are there. */
export interface Facts {
  readonly regionManager: string;
  /** The teams that this manager reaches: the region and those below it. */
  readonly regionTeams: readonly string[];
  readonly teamManager: string;
  readonly team: string;
  readonly rep: { readonly id: string; readonly email: string };
  /** People who own contacts. */
  readonly owners: readonly string[];
  /** Contacts from everywhere in the table. */
  readonly contacts: readonly string[];
  /** Moments at which about half of the contacts were there. */
  readonly middle: readonly string[];
}

const sampleSize = 1_000;

export function readFacts(databaseUrl: string): Promise<Facts> {
  return withPostgres(databaseUrl, async (client) => {
    const column = async (sql: string, ...values: unknown[]) => {
      const { rows } = await client.query<{ value: string }>(sql, values);
      return rows.map(({ value }) => value);
    };
    const [team = '', rep = '', repEmail = ''] = await column(
      `select unnest(array[team_id::text, id::text, email]) as value from crm_core.crm_users where email = 'rep-2-2-5@bench.example'`,
    );
    return {
      regionManager: 'manager-2@bench.example',
      regionTeams: await column(
        `select id::text as value from crm_core.crm_teams where name = 'Region 2' or starts_with(name, 'Team 2 ')`,
      ),
      teamManager: 'manager-2-2@bench.example',
      team,
      rep: { id: rep, email: repEmail },
      owners: await column(`select id::text as value from crm_core.crm_users where role = 'sales_rep'`),
      contacts: await column(
        `select id::text as value from crm_core.crm_contacts tablesample system (5) repeatable (1) order by random() limit $1`,
        sampleSize,
      ),
      middle: await column(
        `select to_json(created_at at time zone 'UTC') #>> '{}' || 'Z' as value from (
           select percentile_disc(share) within group (order by created_at) as created_at
           from crm_core.crm_contacts, generate_series(0.49, 0.51, 0.002) share group by share
         ) moments`,
      ),
    };
  });
}
