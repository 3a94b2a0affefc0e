import type { StoredCustom } from '@crm/db/entities/columns';
import { customPath } from '@crm/domain/custom-field/custom-field';
import { isRefused, readValue } from '@crm/domain/custom-field/custom-value.rules';
import { refuseFields, type FieldIssue } from '@crm/domain/errors';
import type { CustomInput, ExtensibleName } from '@crm/domain/extension';
import type { ServiceContext } from '../context.ts';
import { canSee } from '../visible.ts';
import type { CustomField } from './catalogue.ts';
import { isEditable, isVisible, valueIn } from './custom-view.ts';
import { matchesPattern } from './pattern.ts';

/** A value that somebody wants to write. */
interface Written {
  readonly field: CustomField;
  readonly value: unknown;
}

/**
 * The one place where values of custom fields are checked.
 * @param existing what the record has; `null` for a new one
 * @returns all values as they are stored; the very `existing` when nothing changed
 * @throws DomainError `validation_failed`, naming `custom.<key>`
 */
export async function readCustom(
  ctx: ServiceContext,
  entity: ExtensibleName,
  given: CustomInput,
  existing: StoredCustom | null,
): Promise<StoredCustom> {
  const fields = await ctx.ports.customFields.of(ctx.em, entity);
  const known = fields.filter((field) => isVisible(field, ctx.actor));
  const issues = unknownKeys(known, given);
  const written: Written[] = [];
  for (const field of fields) {
    const asked = ask(ctx, field, given, existing);
    if ('issue' in asked) issues.push(asked.issue);
    else if (!isSame(asked.value, valueIn(existing ?? {}, field.slot))) written.push({ field, value: asked.value });
  }
  for (const one of written) issues.push(...(await refuseByDatabase(ctx, one)));
  if (issues.length > 0) throw refuseFields(issues);
  return written.length === 0 && existing !== null ? existing : store(existing ?? {}, written);
}

/** What a record gets that nobody fills in: one that a process makes of another. */
export async function defaultCustom(ctx: ServiceContext, entity: ExtensibleName): Promise<StoredCustom> {
  const fields = await ctx.ports.customFields.of(ctx.em, entity);
  return store(
    {},
    fields.map((field) => ({ field, value: field.defaultValue ?? null })),
  );
}

function unknownKeys(known: readonly CustomField[], { values }: CustomInput): FieldIssue[] {
  return Object.keys(values)
    .filter((key) => !known.some((field) => field.key === key))
    .map((key) => issueOf(key, 'unknown_field', 'There is no such field. Ask /crm/v1/custom_fields which there are.'));
}

function issueOf(key: string, code: string, message: string): FieldIssue {
  return { field: customPath(key), code, message };
}

/** What becomes of one field: the value that was sent, its default in a new or replaced record, or what it has. */
function ask(
  { actor }: ServiceContext,
  field: CustomField,
  given: CustomInput,
  existing: StoredCustom | null,
): { readonly value: unknown } | { readonly issue: FieldIssue } {
  const has = existing === null ? null : valueIn(existing, field.slot);
  const isSent = isVisible(field, actor) && Object.hasOwn(given.values, field.key);
  if (!isEditable(field, actor)) {
    if (isSent && !isSame(given.values[field.key], has)) {
      return { issue: issueOf(field.key, 'read_only', 'Your role may see this field, not change it.') };
    }
    return { value: existing === null ? (field.defaultValue ?? null) : has };
  }
  if (!isSent && !given.whole) return { value: has };
  const sent = isSent ? (given.values[field.key] ?? null) : (field.defaultValue ?? null);
  if (existing !== null && isSame(sent, has) && !(field.required && has === null)) return { value: has };
  const read = readValue(field, sent, Array.isArray(has) ? has.map(String) : typeof has === 'string' ? [has] : []);
  if (isRefused(read)) return { issue: issueOf(field.key, read.code, read.message) };
  if (field.required && read.value === null) {
    return { issue: issueOf(field.key, 'required', 'This field must have a value.') };
  }
  return { value: read.value };
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

/** Money with its keys in one order: the database has its own. */
function sorted(value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
    : value;
}

async function refuseByDatabase(ctx: ServiceContext, { field, value }: Written): Promise<readonly FieldIssue[]> {
  if (typeof value !== 'string') return [];
  if (field.target !== null && !(await canSee(ctx, field.target, value))) {
    return [issueOf(field.key, 'unknown_record', `Choose a ${field.target} that you can see.`)];
  }
  const { pattern } = field.validation;
  return pattern !== undefined && !(await matchesPattern(ctx, pattern, value))
    ? [issueOf(field.key, 'invalid_format', `Must match ${pattern}.`)]
    : [];
}

function store(existing: StoredCustom, written: readonly Written[]): StoredCustom {
  const slots = new Map(written.map(({ field, value }) => [field.slot, value]));
  const all = { ...existing, ...Object.fromEntries(slots) };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
}
