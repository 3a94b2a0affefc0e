import { trpc } from '#admin/lib/trpc.ts';

/** The conversion of a lead that is under way; at most one. */
export function openConversion(leadId: string) {
  return trpc.process.list.queryOptions({
    filter: { kind: ['lead-conversion'], subjectType: 'lead', subjectId: leadId, open: true },
    limit: 1,
  });
}
