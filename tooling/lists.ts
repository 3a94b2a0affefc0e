import { globSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { EntitySchema, JsonType } from '@mikro-orm/core';
import { z } from 'zod';

/**
 * The lists of what lies in a folder each: whoever adds a noun writes its files and no list of them. Made before
 * everything else that is generated, and from the files alone, because all the rest imports these lists.
 */
export const lists: Readonly<Record<string, () => string | Promise<string>>> = {
  'packages/domain/src/registry.ts': listResources,
  'packages/db/src/entities.ts': listEntities,
  'packages/db/src/tables.ts': listTables,
  'packages/db/src/migrations.ts': listMigrations,
  'apps/api/src/trpc/app-router.ts': listRouters,
};

const note = '// Made by `npm run generate` from the files that it imports.\n';

interface Found {
  readonly file: string;
  /** What the file exports. */
  readonly name: string;
  /** What the list calls it. */
  readonly key: string;
}

function listResources(): string {
  const from = 'packages/domain/src';
  const found = findExports(from, '*/*.ts', /^export const (?<name>\w+) = defineResource\(\{\s*name: '(?<key>\w+)'/gmu);
  return `${note}${imports(found)}
/** Every resource, by its name. */
export const resources = {
${found.map(({ name, key }) => `  ${key === name ? name : `${key}: ${name}`},`).join('\n')}
} as const;
`;
}

function listRouters(): string {
  const found = findExports(
    'apps/api/src/trpc',
    'routers/*.router.ts',
    /^export const (?<name>(?<key>\w+)Router) = /gmu,
  );
  return `${note}import { router } from './init.ts';
${imports(found)}
/** Every procedure there is, by resource as permissions call them; REST serves those with a route of the same record. */
export const appRouter = router({
${found.map(({ name, key }) => `  ${toSnake(key)}: ${name},`).join('\n')}
});

export type AppRouter = typeof appRouter;
`;
}

function listMigrations(): string {
  const found = findExports(
    'packages/db/src',
    'migrations/[0-9]*.ts',
    /^export class (?<name>\w+) extends Migration/gmu,
  );
  return `${note}${imports(found)}
/** In the order in which they run. Names are stored in the database: they are never changed. */
export const migrations = [
${found.map(({ name, file }) => `  { name: '${basename(file, '.ts')}', class: ${name} },`).join('\n')}
];
`;
}

const entityFiles = ['packages/db/src', 'entities/*.entity.ts', /^export class (?<name>\w+) extends /gmu] as const;

function listEntities(): string {
  const found = findExports(...entityFiles);
  return `${note}${imports(found)}
/** Every entity. */
export const entities = [
${found.map(({ name }) => `  ${name},`).join('\n')}
];
`;
}

async function listTables(): Promise<string> {
  const [root] = entityFiles;
  const found = findExports(...entityFiles);
  const tables = await Promise.all(
    found.map(async ({ file, name }) => {
      const module: unknown = await import(pathToFileURL(resolve(root, file)).href);
      const { tableName, json } = describeTable(module, name);
      return { tableName, name, json: json.map((key) => `'${key}'`).join(' | ') };
    }),
  );
  tables.sort((a, b) => a.tableName.localeCompare(b.tableName));
  return `${note}${imports(found, 'import type')}import type { Columns } from './database.ts';

/** The tables as queries see them. */
export interface Database {
${tables.map(({ tableName, name, json }) => `  ${tableName}: Columns<${[name, json].filter(Boolean).join(', ')}>;`).join('\n')}
}
`;
}

const table = z.object({
  meta: z.object({
    tableName: z.string(),
    properties: z.record(z.string(), z.object({ type: z.unknown().optional() })),
  }),
});

/** @throws Error when what a module exports by a name is no entity */
function describeTable(module: unknown, name: string) {
  const { [name]: entity } = z.record(z.string(), z.unknown()).parse({ ...Object(module) });
  const { tableName, properties } = table.parse(EntitySchema.REGISTRY.get(Object(entity))).meta;
  const json = Object.keys(properties).filter((key) => properties[key]?.type === JsonType);
  return { tableName, json };
}

/** Every export of some files that a pattern finds, sorted by the files' paths. */
function findExports(root: string, files: string, pattern: RegExp): readonly Found[] {
  return globSync(files, { cwd: root, exclude: (path) => path.endsWith('.test.ts') })
    .sort()
    .flatMap((file) =>
      [...readFileSync(resolve(root, file), 'utf8').matchAll(pattern)].map(
        ({ groups: { name = '', key = '' } = {} }) => ({
          file,
          name,
          key,
        }),
      ),
    );
}

function toSnake(name: string): string {
  return name.replace(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`);
}

function imports(found: readonly Found[], words = 'import'): string {
  const byFile = Map.groupBy(found, ({ file }) => file);
  return [...byFile]
    .map(([file, names]) => `${words} { ${names.map(({ name }) => name).join(', ')} } from './${file}';\n`)
    .join('');
}
