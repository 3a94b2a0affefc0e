import { DomainError, refuseFields, type FieldIssue } from '@crm/domain/errors';
import { accountService } from '../account/account.service.ts';
import { contactService } from '../contact/contact.service.ts';
import type { ServiceContext } from '../context.ts';
import { opportunityService } from '../opportunity/opportunity.service.ts';
import { pricebookService } from '../pricebook/pricebook.service.ts';

interface Relations {
  readonly accountId?: string | null | undefined;
  readonly opportunityId?: string | null | undefined;
  readonly contactId?: string | null | undefined;
  readonly pricebookId?: string | null | undefined;
}

const services = {
  accountId: accountService,
  opportunityId: opportunityService,
  contactId: contactService,
  pricebookId: pricebookService,
} as const;

/**
 * Only what is newly named must be visible; what was linked before stays linked.
 * @throws DomainError `validation_failed`, naming each that the caller does not see
 */
export async function requireRelated(ctx: ServiceContext, wanted: Relations, before: Relations = {}): Promise<void> {
  const issues: FieldIssue[] = [];
  for (const field of ['accountId', 'opportunityId', 'contactId', 'pricebookId'] as const) {
    const id = wanted[field];
    if (!id || id === before[field]) continue;
    await services[field].get(ctx, id).catch((error: unknown) => {
      if (!(error instanceof DomainError)) throw error;
      issues.push({ field, code: 'unknown', message: 'Choose one that you can see.' });
    });
  }
  if (issues.length > 0) throw refuseFields(issues);
}
