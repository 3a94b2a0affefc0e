/** A custom field, as the API lists it. */
export interface WorkspaceField {
  readonly entity: string;
  readonly key: string;
  readonly type: 'text' | 'number' | 'money' | 'date' | 'choice' | 'multi_choice' | 'link' | 'boolean';
  readonly label: { readonly en: string };
  readonly options: readonly { readonly key: string }[];
}

/**
 * The custom fields of a workspace as types that `@crm/client` takes up. The same fields give the same text, in whatever
 * order they come.
 * @param source where they were read, for whoever opens the file
 */
export function printWorkspaceTypes(fields: readonly WorkspaceField[], source: string): string {
  const kinds = [...Map.groupBy(fields, ({ entity }) => entity)].toSorted(([a], [b]) => compare(a, b));
  const blocks = kinds.map(([kind, held]) => {
    const lines = held
      .toSorted((a, b) => compare(a.key, b.key))
      .map(
        (field) =>
          `      /** ${comment(field.label.en)} */\n      ${JSON.stringify(field.key)}: ${typeOf(field)} | null;`,
      );
    return `    ${JSON.stringify(kind)}: {\n${lines.join('\n')}\n    };`;
  });
  return `// Made by \`crm-client generate\` from ${comment(source)}. Generate again when the fields there change.
import '@crm/client';

declare module '@crm/client' {
  interface WorkspaceFields {
${blocks.join('\n')}
  }
}
`;
}

function typeOf({ type, options }: WorkspaceField): string {
  const choices = options.map(({ key }) => JSON.stringify(key)).toSorted(compare);
  switch (type) {
    case 'number':
    case 'boolean':
      return type;
    case 'money':
      return '{ minor: number; currency: string }';
    case 'choice':
      return choices.join(' | ') || 'never';
    case 'multi_choice':
      return `(${choices.join(' | ') || 'never'})[]`;
    case 'text':
    case 'date':
    case 'link':
      return 'string';
  }
}

/** Of code units: the order must not depend on where the generator runs. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** On one line, and without what would end a comment. */
function comment(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').replaceAll('*/', '* /');
}
