import { foldTagName } from '@crm/domain/tag/tag.rules';
import type { TagColour } from '@crm/domain/tag/tag-ref';
import type { Customer } from './customers.ts';
import type { Deal } from './deals.ts';
import type { Demo } from './demo.ts';

interface Plan {
  readonly name: string;
  readonly colour: TagColour;
  readonly description: string | null;
  /** Of what is tagged, the share that carries it. */
  readonly share: number;
  readonly on: 'account' | 'opportunity' | 'ticket';
}

const plans: readonly Plan[] = [
  {
    name: 'Key account',
    colour: 'amber',
    description: 'Looked after by a person of their own',
    share: 0.06,
    on: 'account',
  },
  { name: 'Reference', colour: 'green', description: 'May be named, and can be visited', share: 0.04, on: 'account' },
  { name: 'Audit season', colour: 'violet', description: 'Audited in the next months', share: 0.08, on: 'account' },
  { name: 'Tender', colour: 'blue', description: 'Bought by public tender', share: 0.1, on: 'opportunity' },
  { name: 'Pilot first', colour: 'teal', description: 'Begins with a few sensors', share: 0.12, on: 'opportunity' },
  { name: 'Competitor in use', colour: 'red', description: null, share: 0.06, on: 'opportunity' },
  { name: 'Firmware 4.2', colour: 'orange', description: 'Seen since the update', share: 0.12, on: 'ticket' },
  { name: 'Send an exchange', colour: 'pink', description: null, share: 0.08, on: 'ticket' },
];

const began = 390;

/** Words by which people find records again. */
export function makeTags(
  demo: Demo,
  { customers, deals }: { readonly customers: readonly Customer[]; readonly deals: readonly Deal[] },
): void {
  const tagged = {
    account: customers.map(({ row }) => row),
    opportunity: deals.map(({ row }) => row),
    ticket: demo.rows.crm_tickets,
  } as const;
  for (const { name, colour, description, share, on } of plans) {
    const made = {
      ...demo.record(demo.calendar.ago(began), 'okafor'),
      name,
      nameNormalized: foldTagName(name),
      colour,
      description,
    };
    demo.rows.crm_tags.push(made);
    for (const { id, createdAt, deletedAt } of tagged[on]) {
      if (deletedAt !== null || !demo.random.chance(share)) continue;
      demo.rows.crm_taggings.push({
        tagId: made.id,
        subjectType: on,
        subjectId: id,
        createdAt: demo.calendar.after(createdAt, 0, 5),
        createdBy: demo.userIds.okafor,
      });
    }
  }
}
