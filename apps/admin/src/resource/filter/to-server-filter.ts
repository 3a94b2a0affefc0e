import type { Session } from '#admin/lib/session.ts';
import { isCustomPath } from '../custom/custom-fields.ts';
import type { Schema } from '../schema.ts';
import { endOfDay, resolveDay, startOfDay } from './days.ts';
import { listOf, type DaysField, type FilterField, type FilterValues } from './filter-field.ts';

/** What stands for whoever looks, so that a link means the same to everybody. */
export const me = 'me';
/** What stands for the own team of whoever looks. */
export const myTeam = 'mine';

/** Matches nothing: the filter "my team" of somebody without a team. */
const nobody = '00000000-0000-0000-0000-000000000000';

/**
 * The filter that the server is asked with, from what the address says. The resource's own schema reads it; what it
 * does not take is left out, so that an old link shows a list and not an error.
 */
export function toServerFilter<Filter>(
  schema: Schema<Filter>,
  fields: readonly FilterField[],
  values: FilterValues,
  session: Session,
): Filter | undefined {
  const raw: Record<string, unknown> = values['q'] === undefined ? {} : { q: values['q'] };
  for (const field of fields) Object.assign(raw, rawOf(field, values, session));
  const known = Object.fromEntries(Object.entries(nestConditions(raw)).filter(([key]) => key in schema.shape));
  const parsed = schema.safeParse(known);
  if (parsed.success) return parsed.data;
  const wrong = new Set(parsed.error.issues.map((issue) => String(issue.path[0])));
  const rest = Object.fromEntries(Object.entries(known).filter(([key]) => !wrong.has(key)));
  return schema.safeParse(rest).data;
}

/** `custom.beds.from` becomes `{ custom: { beds: { from } } }`, as lists are asked by the fields of a workspace. */
function nestConditions(raw: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { custom, ...plain } = Object.fromEntries(
    Map.groupBy(Object.entries(raw), ([name]) => (isCustomPath(name) ? 'custom' : name)),
  );
  const conditions: Record<string, unknown> = {};
  for (const [name, value] of custom ?? []) {
    const [, key = '', bound] = name.split('.');
    conditions[key] = bound === undefined ? value : Object.assign({}, conditions[key], { [bound]: value });
  }
  return {
    ...Object.fromEntries(Object.values(plain).flat()),
    ...(custom && { custom: conditions }),
  };
}

function rawOf(field: FilterField, values: FilterValues, session: Session): Readonly<Record<string, unknown>> {
  if (field.kind === 'days') return rawDays(field, values);
  if (field.kind === 'range') {
    const ends = [field.from, field.to].flatMap((param) => {
      const value = param === undefined ? undefined : values[param];
      return param === undefined || value === undefined ? [] : [[param, value] as const];
    });
    return Object.fromEntries(ends);
  }
  const value = values[field.id];
  if (value === undefined) return {};
  if (field.kind === 'people') return { [field.id]: replace(value, me, session.id) };
  // A text may contain commas elsewhere: the server takes several as a list.
  if (field.kind === 'words' && isCustomPath(field.id)) return { [field.id]: listOf(value) };
  if (field.kind === 'teams') return { [field.id]: replace(value, myTeam, session.team?.id ?? nobody) };
  return { [field.id]: value };
}

function rawDays(field: DaysField, values: FilterValues): Readonly<Record<string, string>> {
  const from = resolveDay(values[field.from]);
  const to = resolveDay(values[field.to]);
  const isMoment = field.as === 'moment';
  return {
    ...(from && { [field.from]: isMoment ? startOfDay(from) : from }),
    ...(to && { [field.to]: isMoment ? endOfDay(to) : to }),
  };
}

function replace(list: string, word: string, id: string): string {
  return listOf(list)
    .map((value) => (value === word ? id : value))
    .join(',');
}
