import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printWorkspaceTypes, type WorkspaceField } from './workspace-types.ts';

const field = (key: string, more: Partial<WorkspaceField> = {}): WorkspaceField => ({
  entity: 'account',
  key,
  type: 'text',
  label: { en: key },
  options: [],
  ...more,
});

test('each type of field has the type of its values', () => {
  const options = [{ key: 'south' }, { key: 'north' }];
  const printed = printWorkspaceTypes(
    [
      field('name'),
      field('beds', { type: 'number' }),
      field('limit', { type: 'money' }),
      field('opens', { type: 'date' }),
      field('region', { type: 'choice', options }),
      field('regions', { type: 'multi_choice', options }),
      field('parent', { type: 'link' }),
      field('cold', { type: 'boolean' }),
    ],
    'here',
  );
  for (const line of [
    '"name": string | null;',
    '"beds": number | null;',
    '"limit": { minor: number; currency: string } | null;',
    '"opens": string | null;',
    '"region": "north" | "south" | null;',
    '"regions": ("north" | "south")[] | null;',
    '"parent": string | null;',
    '"cold": boolean | null;',
  ])
    expect(printed).toContain(line);
});

test('the same fields give the same text in any order', () => {
  const fields = [field('b'), field('a'), field('a', { entity: 'lead' }), field('c', { entity: 'contact' })];
  fc.assert(
    fc.property(fc.shuffledSubarray(fields, { minLength: fields.length }), (shuffled) => {
      expect(printWorkspaceTypes(shuffled, 'here')).toBe(printWorkspaceTypes(fields, 'here'));
    }),
  );
});

test('no name of a field ends its comment', () => {
  expect(printWorkspaceTypes([field('a', { label: { en: 'x */ evil()\n' } })], 'here')).not.toContain('*/ evil');
});
