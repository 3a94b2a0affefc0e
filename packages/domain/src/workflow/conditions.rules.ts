export const operators = [
  'equals',
  'not_equals',
  'in',
  'not_in',
  'contains',
  'starts_with',
  'greater',
  'at_least',
  'less',
  'at_most',
  'before',
  'after',
  /** So many days or more before now. */
  'days_ago',
  /** From now on and not later than in so many days. */
  'within_days',
  'is_empty',
  'is_filled',
] as const;
export type Operator = (typeof operators)[number];

type Scalar = string | number | boolean;

export interface Comparison {
  readonly field: string;
  readonly op: Operator;
  readonly value?: Scalar | readonly (string | number)[] | undefined;
}

/** `all` of nothing is true; `any` and `none` of nothing are what logic says: false and true. */
export interface ConditionGroup {
  readonly match: 'all' | 'any' | 'none';
  readonly conditions: readonly (Comparison | ConditionGroup)[];
}

/** A record by the names of its row's fields; what it belongs to is a record inside of it. */
export type ConditionRow = Readonly<Record<string, unknown>>;

const dayMs = 86_400_000;

/**
 * Whether a record fits. Text is compared without regard to case; a field without a value fits `is_empty`,
 * `not_equals` and `not_in` only.
 * @param now what `days_ago` and `within_days` count from
 */
export function matchesConditions(group: ConditionGroup, row: ConditionRow, now: Date): boolean {
  const holds = (condition: Comparison | ConditionGroup) =>
    'match' in condition ? matchesConditions(condition, row, now) : compare(condition, row, now);
  switch (group.match) {
    case 'all':
      return group.conditions.every(holds);
    case 'any':
      return group.conditions.some(holds);
    case 'none':
      return !group.conditions.some(holds);
  }
}

function compare({ field, op, value: wanted }: Comparison, row: ConditionRow, now: Date): boolean {
  const found = valueOf(fieldOf(row, field));
  if (op === 'is_empty') return found === null;
  if (op === 'is_filled') return found !== null;
  if (op === 'not_equals') return found === null || !isSame(found, wanted);
  if (op === 'not_in') return found === null || !listOf(wanted).some((item) => isSame(found, item));
  if (found === null) return false;
  switch (op) {
    case 'equals':
      return isSame(found, wanted);
    case 'in':
      return listOf(wanted).some((item) => isSame(found, item));
    case 'contains':
      return fold(found).includes(fold(wanted));
    case 'starts_with':
      return fold(found).startsWith(fold(wanted));
    case 'greater':
      return Number(found) > Number(wanted);
    case 'at_least':
      return Number(found) >= Number(wanted);
    case 'less':
      return Number(found) < Number(wanted);
    case 'at_most':
      return Number(found) <= Number(wanted);
    case 'before':
      return momentOf(found) < momentOf(wanted);
    case 'after':
      return momentOf(found) > momentOf(wanted);
    case 'days_ago':
      return momentOf(found) <= now.getTime() - Number(wanted) * dayMs;
    case 'within_days':
      return momentOf(found) >= now.getTime() && momentOf(found) <= now.getTime() + Number(wanted) * dayMs;
  }
}

/** Of `account.industry`: the industry of the account, where the record has one. */
function fieldOf(row: ConditionRow, name: string): unknown {
  const [relation = '', field] = name.split('.');
  if (field === undefined) return row[name];
  const related = row[relation];
  return related !== null && typeof related === 'object' ? Reflect.get(related, field) : null;
}

/** The relations that conditions ask about: of `account.industry`, `account`. */
export function relationsIn(group: ConditionGroup): string[] {
  return group.conditions.flatMap((condition) => {
    if ('match' in condition) return relationsIn(condition);
    const [relation, field] = condition.field.split('.');
    return field === undefined || relation === undefined ? [] : [relation];
  });
}

/** An empty text is no value: that is how forms leave a field. */
function valueOf(value: unknown): Scalar | null {
  if (typeof value === 'string') return value.trim() === '' ? null : value;
  return typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

function isSame(found: Scalar, wanted: unknown): boolean {
  return typeof found === 'string' && typeof wanted === 'string' ? fold(found) === fold(wanted) : found === wanted;
}

function listOf(wanted: Comparison['value']): readonly unknown[] {
  return typeof wanted === 'object' ? wanted : [wanted];
}

function fold(value: unknown): string {
  return String(value).normalize('NFKC').toLowerCase().trim();
}

/** A moment or a calendar day as ms since the epoch; a day begins at midnight UTC. */
function momentOf(value: unknown): number {
  return Date.parse(String(value));
}
