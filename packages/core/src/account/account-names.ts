import { foldCompanyName, foldDomain, foldName } from '@crm/domain/normalize/name';

/** The columns that an account's name and website are compared and searched by. */
export function accountNames(account: {
  readonly name: string;
  readonly kind: 'company' | 'person';
  readonly website: string | null;
}) {
  return {
    nameNormalized: account.kind === 'company' ? foldCompanyName(account.name) : foldName(account.name),
    websiteDomain: account.website === null ? null : foldDomain(account.website),
  };
}
