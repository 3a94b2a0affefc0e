import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkChoice, decideMatches } from './conversion.rules.ts';

const account = (id: string) => ({ id });
const contact = (id: string, accountId: string | null = null) => ({ id, accountId });

describe('what goes on by itself', () => {
  test.each([
    ['nobody known', { accounts: [], contacts: [] }, { accountId: null, contactId: null }],
    ['one account', { accounts: [account('a')], contacts: [] }, { accountId: 'a', contactId: null }],
    ['one contact without account', { accounts: [], contacts: [contact('c')] }, { accountId: null, contactId: 'c' }],
    [
      'one contact, with its account',
      { accounts: [], contacts: [contact('c', 'a')] },
      { accountId: 'a', contactId: 'c' },
    ],
    ['both, together', { accounts: [account('a')], contacts: [contact('c', 'a')] }, { accountId: 'a', contactId: 'c' }],
    ['both, unlinked yet', { accounts: [account('a')], contacts: [contact('c')] }, { accountId: 'a', contactId: 'c' }],
  ])('%s', (_, found, choice) => {
    expect(decideMatches(found)).toEqual({ kind: 'clear', choice });
  });
});

describe('what a person must decide', () => {
  test.each([
    ['two accounts', { accounts: [account('a'), account('b')], contacts: [] }, 'several_accounts'],
    ['two contacts', { accounts: [], contacts: [contact('c'), contact('d')] }, 'several_contacts'],
    ['a contact of another account', { accounts: [account('a')], contacts: [contact('c', 'b')] }, 'account_conflict'],
  ])('%s', (_, found, why) => {
    expect(decideMatches(found)).toEqual({ kind: 'ask', why });
  });
});

const anyFound = fc.record({
  accounts: fc.uniqueArray(fc.constantFrom('a', 'b', 'c').map(account), { selector: ({ id }) => id }),
  contacts: fc.uniqueArray(
    fc.record({ id: fc.constantFrom('x', 'y', 'z'), accountId: fc.option(fc.constantFrom('a', 'b', 'c', 'd')) }),
    { selector: ({ id }) => id },
  ),
});

test('what goes on by itself is always among what was found', () => {
  fc.assert(
    fc.property(anyFound, (found) => {
      const decision = decideMatches(found);
      if (decision.kind === 'clear') expect(checkChoice(found, decision.choice)).toBeNull();
    }),
  );
});

test('a choice is among what was found, the account of a found contact, or new', () => {
  const found = { accounts: [account('a')], contacts: [contact('c', 'b')] };
  expect(checkChoice(found, { accountId: 'a', contactId: 'c' })).toBeNull();
  expect(checkChoice(found, { accountId: 'b', contactId: 'c' })).toBeNull();
  expect(checkChoice(found, { accountId: null, contactId: null })).toBeNull();
  expect(checkChoice(found, { accountId: 'z', contactId: null })).toBe('accountId');
  expect(checkChoice(found, { accountId: null, contactId: 'a' })).toBe('contactId');
});
