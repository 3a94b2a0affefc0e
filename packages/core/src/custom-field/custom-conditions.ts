import { sql, type RawBuilder } from 'kysely';
import { customPath } from '@crm/domain/custom-field/custom-field';
import { keyKind, readCondition, type CustomSearch } from '@crm/domain/custom-field/custom-filter.rules';
import { isSortable } from '@crm/domain/custom-field/custom-field.rules';
import { DomainError } from '@crm/domain/errors';
import type { CustomCondition } from '@crm/domain/extension';
import type { Wanted } from '../page.ts';
import type { SideOrder } from '../place.ts';
import type { CustomField } from './catalogue.ts';

const values = sql`crm_core.crm_custom_values`;

/**
 * Filters by custom fields as conditions, each served by an index of `crm_custom_values`.
 * @param fields those that the caller sees
 * @param id `alias.id` of the records
 * @throws DomainError `bad_request` for a field that the caller does not see, or a value that the field cannot have
 */
export function customConditions(
  fields: readonly CustomField[],
  filter: Readonly<Record<string, CustomCondition>>,
  id: string,
): readonly Wanted[] {
  return Object.entries(filter).map(([key, condition]) => {
    const field = fields.find((known) => known.key === key);
    if (!field) throw refuse(key, 'unrecognized_keys', `There is no filter ${customPath(key)}.`);
    const search = readCondition(field.type, condition);
    if (!search) throw refuse(key, 'invalid_value', `A field of type ${field.type} cannot be filtered like this.`);
    const held = sql`${values} as held where held.field_id = ${field.id} and ${matches(field, search)}`;
    return {
      // As a value, because an `exists` would be answered by reading all that is held first.
      hit: sql<boolean>`coalesce((select true from ${held} and held.record_id = ${sql.ref(id)} limit 1), false)`,
      found: sql<boolean>`${sql.ref(id)} in (select held.record_id from ${held})`,
    };
  });
}

function refuse(key: string, code: string, message: string): DomainError {
  return new DomainError('bad_request', message, { issues: [{ field: customPath(key), code, message }] });
}

function matches(field: CustomField, { anyOf, from, to, currency }: CustomSearch): RawBuilder<boolean> {
  const key = keyOf(field);
  // Texts are kept in lower case, as the database understands it.
  const fold = (value: string | number) => (field.type === 'text' ? sql`lower(${value})` : sql`${value}`);
  const conditions = [
    ...(anyOf === undefined ? [] : [sql`${key} in (${sql.join(anyOf.map(fold))})`]),
    ...(from === undefined ? [] : [sql`${key} >= ${from}`]),
    ...(to === undefined ? [] : [sql`${key} <= ${to}`]),
    ...(currency === undefined ? [] : [sql`held.text_key = ${currency}`]),
  ];
  return sql<boolean>`${sql.join(conditions, sql` and `)}`;
}

function keyOf(field: CustomField): RawBuilder<unknown> {
  return keyKind(field.type) === 'number' ? sql`held.number_key` : sql`held.text_key`;
}

/** What a sort by a custom field begins with: `custom.region`, `-custom.region`. */
const sortPrefix = /^(-?)custom\./u;

/**
 * The order of a list by a custom field; `undefined` for a sort by anything else.
 * @throws DomainError `bad_request` for a field that the caller does not see, or of a type without an order
 */
export function customOrder(fields: readonly CustomField[], sort: string | undefined): SideOrder | undefined {
  if (sort === undefined || !sortPrefix.test(sort)) return undefined;
  const key = sort.replace(sortPrefix, '');
  const field = fields.find((known) => known.key === key);
  if (!field || !isSortable(field.type)) {
    throw new DomainError('bad_request', `This list cannot be sorted by ${customPath(key)}.`, {
      issues: [{ field: 'sort', code: 'invalid_value', message: `There is no order by ${customPath(key)}.` }],
    });
  }
  return {
    rows: sql`${values} as held`,
    where: sql<boolean>`held.field_id = ${field.id} and ${keyOf(field)} is not null`,
    key: keyOf(field),
    recordId: sql`held.record_id`,
    keyOf: (value) => (field.type === 'text' ? sql`left(lower(${value}), 501)` : sql`${value}`),
  };
}
