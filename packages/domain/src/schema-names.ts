import { z } from 'zod';
import { resources } from './registry.ts';

/**
 * What the schemas of resources are called in documents and generated types: `Account`, `AccountCreate`,
 * `AccountUpdate`. Each is then said once, and referred to by its name.
 */
export const schemaNames = z.registry<{ id: string }>();

/** `kb_article` → `KbArticle`. */
export function componentName(resource: string): string {
  return resource.replace(/(?:^|_)([a-z])/gu, (_, letter: string) => letter.toUpperCase());
}

for (const { name, row, create, update } of Object.values(resources)) {
  const noun = componentName(name);
  schemaNames.add(row, { id: noun });
  schemaNames.add(create, { id: `${noun}Create` });
  schemaNames.add(update, { id: `${noun}Update` });
}
