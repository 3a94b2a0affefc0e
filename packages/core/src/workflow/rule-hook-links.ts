import { z } from 'zod';
import { DomainError } from '@crm/domain/errors';
import { createSeal } from '../auth/seal.ts';

export const ruleHookPrefix = '/hooks/rules';

export type RuleHookLinks = ReturnType<typeof createRuleHookLinks>;

export interface RuleHook {
  readonly workflowId: string;
  /** One more with each new address: links of earlier turns are worth nothing. */
  readonly turn: number;
}

const claims = z.tuple([z.uuid(), z.coerce.number().int().min(0)]);

/** Addresses at which other systems start a rule. Signed and not stored: whoever reads the database cannot call them. */
export function createRuleHookLinks(secret: string) {
  const seal = createSeal(secret, 'crm rule hooks');
  return {
    /** @returns a path of ours */
    sign: ({ workflowId, turn }: RuleHook): string => `${ruleHookPrefix}/${seal.sign(`${workflowId}~${turn}`)}`,

    /** @throws DomainError `link_invalid` */
    read(token: string): RuleHook {
      const { data } = claims.safeParse(seal.open(token)?.split('~'));
      if (data === undefined) throw new DomainError('link_invalid', 'This address is not one of ours.');
      return { workflowId: data[0], turn: data[1] };
    },
  };
}
