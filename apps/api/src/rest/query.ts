import { DomainError } from '@crm/domain/errors';
import { toCamel } from './keys.ts';

/** `custom.region`, `custom.budget.from`: keys of custom fields stay as their administrator wrote them. */
const customName = /^custom\.([^.]*)(?:\.(from|to|currency))?$/u;

/**
 * A query string as a procedure takes it: what its input knows by name, all else as filters.
 * @throws DomainError `bad_request` for what is given twice
 */
export function readQuery(shape: object, query: Record<string, unknown>): Record<string, unknown> {
  const top: Record<string, unknown> = {};
  const filter: Record<string, unknown> = {};
  const custom = new Map<string, unknown>();
  for (const [name, value] of Object.entries(query)) {
    const key = toCamel(name);
    if (Array.isArray(value)) throw refuseTwice(name);
    if ('filter' in shape && customName.test(name)) addCondition(custom, name, value);
    else if (key in shape && key !== 'filter') top[key] = key === 'sort' ? readSort(String(value)) : value;
    else if ('filter' in shape) filter[key] = value;
    else top[key] = value;
  }
  if (custom.size > 0) filter['custom'] = Object.fromEntries(custom);
  return Object.keys(filter).length > 0 ? { ...top, filter } : top;
}

function refuseTwice(name: string): DomainError {
  return new DomainError('bad_request', `Give ${name} once; several values are parted by commas.`);
}

function addCondition(custom: Map<string, unknown>, name: string, value: unknown): void {
  const [, key = '', bound] = customName.exec(name) ?? [];
  if (!/^[A-Za-z]\w*$/u.test(key)) throw new DomainError('bad_request', `There is no filter ${name}.`);
  const before = custom.get(key);
  if (bound === undefined ? before !== undefined : typeof before === 'string') throw refuseTwice(`custom.${key}`);
  custom.set(key, bound === undefined ? value : { ...(typeof before === 'object' ? before : {}), [bound]: value });
}

function readSort(sort: string): string {
  return /^-?custom\./u.test(sort) ? sort : toCamel(sort);
}

/** How filters by custom fields are told in the document: their names are this workspace's own. */
export const customParameter = {
  in: 'query',
  name: 'custom.<key>',
  required: false,
  description:
    'By a custom field: `custom.region=north,south`. Numbers, amounts and dates also within bounds, both included: ' +
    '`custom.area.from=10&custom.area.to=20`; amounts also by `custom.budget.currency=EUR`. Ask /crm/v1/custom_fields which fields there are.',
  schema: { type: 'string' },
};
