/** The part of JSON Schema that zod writes. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly prefixItems?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | boolean;
  readonly description?: string;
}

/** A JSON Schema as a TypeScript type. References become names: `#/$defs/Account` is `Account`. */
export function printType(schema: JsonSchema): string {
  if (schema.$ref !== undefined) return schema.$ref.split('/').at(-1) ?? 'unknown';
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const either = schema.anyOf ?? schema.oneOf;
  if (either) return either.map((one) => group(printType(one))).join(' | ');
  if (schema.allOf) return schema.allOf.map((one) => group(printType(one))).join(' & ');
  if (Array.isArray(schema.type)) return schema.type.map((type: string) => printType({ ...schema, type })).join(' | ');
  switch (schema.type) {
    case 'string':
    case 'boolean':
    case 'null':
      return schema.type;
    case 'number':
    case 'integer':
      return 'number';
    case 'array':
      if (schema.prefixItems) return `readonly [${schema.prefixItems.map((item) => printType(item)).join(', ')}]`;
      return `${group(printType(schema.items ?? {}))}[]`;
    case 'object':
      return printObject(schema);
    default:
      return 'unknown';
  }
}

function printObject({ properties, required = [], additionalProperties }: JsonSchema): string {
  const fields = Object.entries(properties ?? {}).map(
    ([key, value]) => `${printKey(key)}${required.includes(key) ? '' : '?'}: ${printType(value)};`,
  );
  if (fields.length > 0) return `{ ${fields.join(' ')} }`;
  return typeof additionalProperties === 'object'
    ? `Record<string, ${printType(additionalProperties)}>`
    : 'Record<string, never>';
}

function printKey(key: string): string {
  return /^[a-z_$][\w$]*$/iu.test(key) ? key : JSON.stringify(key);
}

function group(type: string): string {
  return type.includes(' | ') || type.includes(' & ') ? `(${type})` : type;
}
