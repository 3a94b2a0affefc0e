import { GraphQLError, GraphQLScalarType } from 'graphql';

/** Values pass as they are: the procedures check them, so that every door refuses the same. */
export const dateTimeScalar = new GraphQLScalarType<string, string>({
  name: 'DateTime',
  description: 'A moment, as ISO 8601: `2026-11-22T10:00:00.000Z`.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time.html',
  coerceOutputValue: text('DateTime'),
  coerceInputValue: text('DateTime'),
});

export const dateScalar = new GraphQLScalarType<string, string>({
  name: 'Date',
  description: 'A calendar day without a zone: `2026-11-22`.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/local-date.html',
  coerceOutputValue: text('Date'),
  coerceInputValue: text('Date'),
});

export const jsonScalar = new GraphQLScalarType<unknown, unknown>({
  name: 'JSON',
  description: 'Any JSON value: what belongs to whoever wrote it, or has no fixed shape.',
});

export const safeIntScalar = new GraphQLScalarType<number, number>({
  name: 'SafeInt',
  description: 'A whole number of up to 53 bits, such as an amount in minor units: `Int` ends at two billion.',
  coerceOutputValue: safeInt,
  coerceInputValue: safeInt,
});

function text(name: string) {
  return (value: unknown): string => {
    if (typeof value !== 'string') throw new GraphQLError(`${name} takes a string.`);
    return value;
  };
}

function safeInt(value: unknown): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value))
    throw new GraphQLError('SafeInt takes a whole number.');
  return value;
}
