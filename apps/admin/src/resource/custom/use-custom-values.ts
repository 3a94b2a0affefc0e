import type { FieldIssue } from '@crm/domain/errors';
import { isRefused, readValue } from '@crm/domain/custom-field/custom-value.rules';
import { useSession } from '#admin/lib/session.ts';
import {
  customPath,
  customValueOf,
  isEditableBy,
  useCustomFields,
  type CustomDefinition,
  type CustomPath,
} from './custom-fields.ts';

type CustomValues = Readonly<Record<CustomPath, unknown>>;

/** The values of a form's custom fields: what it begins with, and what is wrong with them by the domain's own rules. */
export function useCustomValues(resource: string) {
  const { role } = useSession();
  const { fields } = useCustomFields(resource);
  const filled = fields.filter((field) => isEditableBy(field, role));
  return {
    /** Of a record, or of a new one: with the defaults of the fields. */
    valuesOf: (row: object | undefined): CustomValues =>
      Object.fromEntries(
        filled.map((field) => [customPath(field), row ? customValueOf(row, field) : (field.defaultValue ?? null)]),
      ),
    /** @param data the values that are going to be sent */
    issuesOf: (data: object, row: object | undefined): readonly FieldIssue[] =>
      filled.flatMap((field) => {
        const path = customPath(field);
        return path in data ? issueOf(field, path, Reflect.get(data, path), row) : [];
      }),
  };
}

function issueOf(
  field: CustomDefinition,
  path: CustomPath,
  value: unknown,
  row: object | undefined,
): readonly FieldIssue[] {
  const held = customValueOf(row, field);
  const kept = (Array.isArray(held) ? held : [held]).filter((key) => typeof key === 'string');
  const read = readValue(field, value, kept);
  if (isRefused(read)) return [{ field: path, ...read }];
  return field.required && read.value === null ? [{ field: path, code: 'required', message: '' }] : [];
}
