import type { AnyTRPCRouter } from '@trpc/server';
import type { z } from 'zod';
import { resources } from '@crm/domain/registry';
import { typeNames } from '@crm/domain/type-names';
import { exposedProcedures, type ExposedProcedure } from '../rest/procedures.ts';
import { camel, pascal } from './names.ts';
import { itemsOf, pagedRow } from './shapes.ts';

/** What GraphQL needs to know of one router's procedures. */
export interface Noun {
  readonly name: string;
  /** The type of its rows: `Account`. */
  readonly type: string;
  /** Several of them: `accounts`. */
  readonly plural: string;
  readonly row: z.ZodObject | null;
  readonly table: string | null;
  /** Those that are fields of `Query` and `Mutation`. */
  readonly fields: readonly ExposedProcedure[];
  readonly list: ExposedProcedure | null;
  /** Reads many by their ids. */
  readonly getMany: ExposedProcedure | null;
  /** Reads the rows of many parents. */
  readonly listFor: ExposedProcedure | null;
}

/** Rows without a definition of their own. */
const tables: Readonly<Record<string, string>> = {
  process: 'crm_processes',
  timeline: 'crm_timeline',
  note: 'crm_activities',
  ...Object.fromEntries(Object.values(resources).map(({ name, table }) => [name, table])),
};

/** Many writes at once are a door's own way: a GraphQL document holds as many as it likes. */
function isBulk({ name }: ExposedProcedure): boolean {
  return /\.bulk[A-Z]/u.test(name);
}

/** The procedures by what they are about. Whatever the router gains later appears here by itself. */
export function nounsOf(router: AnyTRPCRouter): readonly Noun[] {
  const byNoun = Map.groupBy(exposedProcedures(router), ({ name }) => name.split('.')[0] ?? name);
  return [...byNoun].map(([name, procedures]) => {
    const find = (action: string) => procedures.find((procedure) => procedure.name === `${name}.${action}`) ?? null;
    const [list, getMany, listFor] = [find('list'), find('getMany'), find('listFor')];
    const row = itemsOf(getMany?.output ?? null) ?? pagedRow(list?.output ?? null);
    return {
      name,
      type: (row && typeNames.get(row)?.name) ?? pascal(name),
      plural: camel(list?.meta.rest?.path.replace(/^\/me\//u, '/').split('/')[1] ?? `${name}s`),
      row,
      table: tables[name] ?? null,
      fields: procedures.filter(
        (procedure) =>
          procedure.type !== 'subscription' && procedure !== getMany && procedure !== listFor && !isBulk(procedure),
      ),
      list,
      getMany,
      listFor,
    };
  });
}
