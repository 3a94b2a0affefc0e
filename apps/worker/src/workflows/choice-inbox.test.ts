import { expect, test } from 'vitest';
import { ChoiceInbox } from './choice-inbox.ts';

const account = '01900000-0000-7000-8000-00000000000a';
const contact = '01900000-0000-7000-8000-00000000000c';
const found = { accounts: [{ id: account }], contacts: [{ id: contact, accountId: null }] };
const choice = (accountId: string | null, contactId: string | null) => ({ accountId, contactId, chosenBy: 'somebody' });

test('takes nothing before it is asked', () => {
  expect(new ChoiceInbox().refusalOf(choice(null, null))).toEqual({ code: 'process_not_waiting', field: null });
});

test('takes what was found, and new records', () => {
  const inbox = new ChoiceInbox();
  inbox.open(found);
  expect(inbox.refusalOf(choice(account, contact))).toBeNull();
  expect(inbox.refusalOf(choice(null, null))).toBeNull();
});

test('refuses what was not found, and names it', () => {
  const inbox = new ChoiceInbox();
  inbox.open(found);
  expect(inbox.refusalOf(choice(contact, null))).toEqual({ code: 'validation_failed', field: 'accountId' });
  expect(inbox.refusalOf(choice(null, account))).toEqual({ code: 'validation_failed', field: 'contactId' });
});

test('takes one choice, until it is asked again', () => {
  const inbox = new ChoiceInbox();
  inbox.open(found);
  inbox.put(choice(account, null));
  expect(inbox.choice).toEqual(choice(account, null));
  expect(inbox.refusalOf(choice(null, null))).toEqual({ code: 'process_not_waiting', field: null });
  inbox.open(found);
  expect(inbox.choice).toBeNull();
  expect(inbox.refusalOf(choice(null, null))).toBeNull();
});
