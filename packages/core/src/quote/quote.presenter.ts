import type { Actor } from '@crm/domain/actor';
import { currentApprovals } from '@crm/domain/approval/approval.rules';
import { quote, type QuoteRow } from '@crm/domain/quote/quote';
import { isAuthor, statusAfter, type QuoteStep } from '@crm/domain/quote/quote.rules';
import { can } from '../policy.ts';
import { iso, presentExtension, presentOwner, presentRecord, recordAbilities, ref } from '../present.ts';
import type { QuoteColumns } from './quote.queries.ts';

export function presentQuote(row: QuoteColumns, actor: Actor): QuoteRow {
  return {
    ...presentRecord(row),
    ...presentOwner(row),
    tags: row.tags,
    ...presentExtension(row),
    number: row.number,
    revision: row.revision,
    status: row.status,
    accountId: row.accountId,
    account: row.accountName === null ? null : ref(row.accountId, row.accountName),
    opportunityId: row.opportunityId,
    opportunity: row.opportunityName === null ? null : ref(row.opportunityId, row.opportunityName),
    contactId: row.contactId,
    contact: row.contactName === null ? null : ref(row.contactId, row.contactName),
    pricebookId: row.pricebookId,
    currency: row.currency,
    subtotalMinor: row.subtotalMinor,
    discountMinor: row.discountMinor,
    taxMinor: row.taxMinor,
    totalMinor: row.totalMinor,
    validUntil: row.validUntil,
    notes: row.notes,
    language: row.language,
    submittedAt: iso(row.submittedAt),
    submittedBy: row.submittedBy,
    approverId: row.approverId,
    approver: ref(row.approverId, row.approverName),
    decidedAt: iso(row.decidedAt),
    decisionComment: row.decisionComment,
    sentAt: iso(row.sentAt),
    closedAt: iso(row.closedAt),
    declineReason: row.declineReason,
    documentId: row.documentId,
    lines: row.lines,
    contentHash: row.contentHash,
    approvals: row.approvals,
    deliveries: row.deliveries,
    abilities: quoteAbilities(row, actor),
  };
}

/** Whether somebody is asked at present; where there are no approvals, everybody who may approve is. */
function isAsked({ approvals }: QuoteColumns, { id }: Actor): boolean {
  return (
    approvals.length === 0 ||
    currentApprovals(approvals).some(({ mayDecide }) => mayDecide.some((person) => person.id === id))
  );
}

function quoteAbilities(row: QuoteColumns, actor: Actor): QuoteRow['abilities'] {
  const usual = recordAbilities(actor, row, quote.permissions);
  const live = row.deletedAt === null;
  const leads = (step: QuoteStep) => live && statusAfter(row.status, step) !== null;
  return {
    ...usual,
    update: usual.update && leads('edit'),
    delete: usual.delete && row.status !== 'accepted',
    assign: live && can(actor, 'quote:assign', row),
    submit: leads('submit') && row.lines.length > 0 && can(actor, 'quote:submit', row),
    recall: leads('recall') && can(actor, 'quote:submit', row),
    approve: leads('approve') && can(actor, 'quote:approve', row) && !isAuthor(row, actor.id) && isAsked(row, actor),
    send: (leads('send') || (live && row.status === 'sent')) && can(actor, 'quote:send', row),
    decide: leads('accept') && can(actor, 'quote:decide', row),
    revise: leads('revise') && can(actor, 'quote:revise', row),
  };
}
