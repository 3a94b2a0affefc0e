import { MikroORM } from '@mikro-orm/postgresql';
import { ormConfig } from './config.ts';

/** Table → property → table: which record each foreign key points to. */
export type References = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** All foreign keys that the entities have, without asking a database. */
export function readReferences(): References {
  const orm = new MikroORM(ormConfig('postgresql://never.connected.invalid/crm'));
  const tables = [...orm.getMetadata().getAll().values()].map(({ tableName, relations }) => {
    const targets = relations.flatMap(({ name, targetMeta }) =>
      targetMeta ? [[name, targetMeta.tableName] as const] : [],
    );
    return [tableName, new Map(targets)] as const;
  });
  return new Map(tables);
}
