import type { FoundMatches } from '../processes/lead-conversion.ts';
import type { ConversionChoice } from './lead-conversion.ts';

export type AskReason = 'several_accounts' | 'several_contacts' | 'account_conflict';

export type MatchDecision =
  | { readonly kind: 'clear'; readonly choice: ConversionChoice }
  | { readonly kind: 'ask'; readonly why: AskReason };

/**
 * Whether a conversion can go on by itself. One clear match or none goes on; several, or a contact that belongs to
 * another account than the one that was found, waits for a person.
 */
export function decideMatches(matches: FoundMatches): MatchDecision {
  const { accounts, contacts } = matches;
  const [account] = accounts;
  const [contact] = contacts;
  if (contacts.length > 1) return { kind: 'ask', why: 'several_contacts' };
  if (accounts.length > 1) return { kind: 'ask', why: 'several_accounts' };
  if (account && contact?.accountId && contact.accountId !== account.id) {
    return { kind: 'ask', why: 'account_conflict' };
  }
  return {
    kind: 'clear',
    choice: { accountId: contact?.accountId ?? account?.id ?? null, contactId: contact?.id ?? null },
  };
}

/** A choice must be among what was found, or `null` for a new record. @returns the key that is not, or `null` */
export function checkChoice(matches: FoundMatches, choice: ConversionChoice): keyof ConversionChoice | null {
  if (choice.accountId !== null && !knownAccounts(matches).has(choice.accountId)) return 'accountId';
  if (choice.contactId !== null && !matches.contacts.some(({ id }) => id === choice.contactId)) return 'contactId';
  return null;
}

function knownAccounts(matches: FoundMatches): ReadonlySet<string | null> {
  return new Set([...matches.accounts.map(({ id }) => id), ...matches.contacts.map(({ accountId }) => accountId)]);
}
