import { z } from 'zod';
import { patchOf } from '../patch.ts';
import { crudPermissions, defineResource, type RowOf } from '../resource.ts';
import { abilities, country, exampleId, id, line, namedRef, recordBase, searchText } from '../scalars.ts';

const fields = {
  name: line(100),
  /** ISO 3166-1 alpha-2; a country lies in one territory at most. */
  countries: z.array(country).min(1).max(250),
  teamId: id,
};

/** Which team gets the leads of which countries. */
export const territory = defineResource({
  name: 'territory',
  path: 'territories',
  table: 'crm_territories',
  row: z.object({
    ...recordBase,
    name: z.string(),
    countries: z.array(z.string()),
    teamId: id,
    team: namedRef.nullable(),
    abilities: abilities('update', 'delete', 'restore'),
  }),
  create: z.strictObject(fields),
  example: { name: 'Nordics', countries: ['NO', 'SE', 'DK', 'FI', 'IS'], teamId: exampleId },
  update: z.strictObject(patchOf(fields)),
  filter: z.strictObject({ country: country.optional(), teamId: id.optional(), q: searchText.optional() }),
  sortable: ['name', 'createdAt'],
  permissions: crudPermissions('territory'),
});
export type TerritoryRow = RowOf<typeof territory>;
