import { z } from 'zod';
import { id } from '../scalars.ts';
import { typeNames } from '../type-names.ts';

export const duplicateCandidate = z
  .object({
    id,
    name: z.string(),
    reasons: z.array(z.enum(['email', 'phone'])),
  })
  .register(typeNames, { name: 'DuplicateCandidate' });

/** Who else is reached by a lead's e-mail or phone, as far as the caller may see. */
export const leadDuplicates = z.object({
  leads: z.array(duplicateCandidate),
  contacts: z.array(duplicateCandidate),
  accounts: z.array(duplicateCandidate),
});
export type LeadDuplicates = z.output<typeof leadDuplicates>;
