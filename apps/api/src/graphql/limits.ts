import {
  getArgumentValues,
  getNamedType,
  isCompositeType,
  isLeafType,
  Kind,
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type SelectionSetNode,
  type ValidatedExecutionArgs,
} from 'graphql';
import { DomainError } from '@crm/domain/errors';
import { costs, limits } from './costs.ts';

/**
 * What a field costs, told by the schema. `page`: as many records as `first` says. `one`: the record that each parent
 * points to. `read` and `write`: one call of a procedure.
 */
export interface FieldCost {
  readonly kind: 'page' | 'one' | 'read' | 'write';
}

export interface Measured {
  readonly cost: number;
  readonly depth: number;
}

/**
 * Counts what an operation would read before any of it is read: records, statements, and values of the answer. What
 * `@skip` and `@include` leave out is counted too.
 * @throws DomainError `query_too_deep`, `query_too_costly`
 */
export function measure(args: ValidatedExecutionArgs): Measured {
  const counted = { cost: 0, values: 0, fields: 0, depth: 0 };
  const root = args.schema.getRootType(args.operation.operation);
  if (root) walk(root, args.operation.selectionSet, 1, 1);
  refuseOver('cost', counted.cost, 'Ask for fewer records: a smaller first, or fewer relations.');
  refuseOver('values', counted.values, 'Ask for fewer records, or fewer fields of them.');
  return { cost: counted.cost, depth: counted.depth };

  /** @param times how often this part of the answer can occur */
  function walk(type: GraphQLNamedType, { selections }: SelectionSetNode, times: number, depth: number): void {
    for (const node of selections) {
      if (node.kind === Kind.FIELD) {
        visit(args.schema.getField(type as never, node.name.value), node, times, depth);
        continue;
      }
      const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : args.fragmentDefinitions[node.name.value];
      const name = fragment?.typeCondition?.name.value;
      const inner = name === undefined ? type : args.schema.getType(name);
      if (fragment && inner) walk(inner, fragment.selectionSet, times, depth);
    }
  }

  function visit(field: GraphQLField<unknown, unknown> | undefined, node: FieldNode, times: number, depth: number) {
    counted.fields += 1;
    counted.depth = Math.max(counted.depth, depth);
    refuseOver('fields', counted.fields, 'Ask for fewer fields in one request.');
    refuseOver('depth', depth, 'Ask for less at once, and for what lies deeper by its id.');
    if (!field) return;
    const type = getNamedType(field.type);
    // How deep introspection goes is checked with the document; here it counts as one read.
    if (field.name.startsWith('__')) {
      counted.cost += field.name === '__typename' ? 0 : costs.read;
      return;
    }
    if (isLeafType(type)) counted.values += times;
    const each = addCost(field, node, times);
    if (isCompositeType(type) && node.selectionSet) walk(type, node.selectionSet, times * each, depth + 1);
  }

  /** @returns how many records each parent gets */
  function addCost(field: GraphQLField<unknown, unknown>, node: FieldNode, times: number): number {
    const cost: FieldCost | undefined = Object(field.extensions)['cost'];
    switch (cost?.kind) {
      case undefined:
        return 1;
      case 'write':
        counted.cost += costs.write;
        return 1;
      case 'read':
      case 'one':
        counted.cost += costs.read + times;
        return 1;
      case 'page': {
        const first = Number(getArgumentValues(field, node, args.variableValues)['first']);
        counted.cost += costs.read + times * first;
        return first;
      }
    }
  }
}

function refuseOver(what: 'cost' | 'values' | 'fields' | 'depth', counted: number, wayOut: string): void {
  const limit = limits[what];
  if (counted <= limit) return;
  throw new DomainError(
    what === 'depth' ? 'query_too_deep' : 'query_too_costly',
    `This request counts ${counted} ${what}, and ${limit} are allowed. ${wayOut}`,
    { [what]: counted, limit },
  );
}
