import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import { Territory } from '@crm/db/entities/territory.entity';
import { database } from '@crm/db/orm';
import { refuseFields } from '@crm/domain/errors';
import type { CreateOf, UpdateOf } from '@crm/domain/resource';
import { territory } from '@crm/domain/territory/territory';
import type { ServiceContext } from '../context.ts';
import { allow } from '../policy.ts';
import { makeReads } from '../reads.ts';
import {
  assignChanges,
  newRecord,
  openRecord,
  saveCreated,
  saveDeleted,
  saveRestored,
  saveUpdated,
} from '../record.ts';
import { requireTeam } from '../ticket/ticket-category.service.ts';
import { covers, presentTerritory, selectTerritories, territoryOrder } from './territory.queries.ts';

const reads = makeReads({
  name: 'territory',
  permission: territory.permissions.read,
  select: selectTerritories,
  present: presentTerritory,
  order: territoryOrder,
  owned: false,
});

/** Which team gets the leads of which countries. A lead that has a team, or whose country lies nowhere, is left alone. */
export const territoryService = {
  ...reads,

  async create(ctx: ServiceContext, data: CreateOf<typeof territory>) {
    allow(ctx, 'territory:create');
    await requireTeam(ctx, data.teamId);
    const record = ctx.em.create(Territory, { ...newRecord(ctx, randomUUIDv7()), ...data });
    await refuseTaken(ctx, record);
    await saveCreated(ctx, 'territory', record);
    return reads.get(ctx, record.id);
  },

  async update(ctx: ServiceContext, id: string, data: UpdateOf<typeof territory>, version?: number) {
    const record = await open(ctx, id, 'territory:update', version);
    await requireTeam(ctx, data.teamId);
    const changes = assignChanges(record, data);
    await refuseTaken(ctx, record);
    await saveUpdated(ctx, 'territory', record, changes);
    return reads.get(ctx, id);
  },

  async delete(ctx: ServiceContext, id: string, version?: number): Promise<void> {
    await saveDeleted(ctx, 'territory', await open(ctx, id, 'territory:delete', version));
  },

  async restore(ctx: ServiceContext, id: string) {
    const record = await open(ctx, id, 'territory:restore');
    await refuseTaken(ctx, record);
    await saveRestored(ctx, 'territory', record);
    return reads.get(ctx, id);
  },
};

/** The team whose leads those of a country are; `null` when the country lies in no territory. */
export async function teamOfCountry(ctx: ServiceContext, country: string): Promise<string | null> {
  const found = await database(ctx.em)
    .selectFrom('crm_territories')
    .select('teamId')
    .where('deletedAt', 'is', null)
    .where(covers('countries', [country]))
    .executeTakeFirst();
  return found?.teamId ?? null;
}

/**
 * Of two that claim a country at once the second waits and is refused.
 * @throws DomainError `validation_failed` naming `countries`
 */
async function refuseTaken(ctx: ServiceContext, { id, countries }: Territory): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('crm.territories', 0))`.execute(database(ctx.em));
  const other = await database(ctx.em)
    .selectFrom('crm_territories')
    .select(['name', 'countries'])
    .where('deletedAt', 'is', null)
    .where('id', '<>', id)
    .where(covers('countries', countries))
    .executeTakeFirst();
  if (other === undefined) return;
  const taken = countries.filter((country) => other.countries.includes(country)).join(', ');
  throw refuseFields([
    { field: 'countries', code: 'country_taken', message: `${taken}: in the territory ${other.name} already.` },
  ]);
}

function open(
  ctx: ServiceContext,
  id: string,
  permission: `territory:${'update' | 'delete' | 'restore'}`,
  version?: number,
) {
  return openRecord(ctx, Territory, 'territory', { id, permission, read: 'territory:read', version });
}
