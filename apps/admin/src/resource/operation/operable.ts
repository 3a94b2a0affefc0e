import type { OperableName } from '@crm/domain/operation/operation';

// Not taken from the domain: its schemas would come with it into the first download.
const operable = [
  'account',
  'contact',
  'lead',
  'opportunity',
  'activity',
  'product',
  'quote',
  'invoice',
  'subscription',
  'ticket',
  'campaign',
] as const satisfies readonly OperableName[];

/** The kind of record as operations on many know it; nothing for what they do not work on. */
export function operableOf(resource: string): OperableName | undefined {
  return operable.find((name) => name === resource);
}
