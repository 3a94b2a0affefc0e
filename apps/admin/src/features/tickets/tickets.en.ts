/** English texts of tickets. */
export const en = {
  create: 'New ticket',
  submit: 'Open the ticket',
  unassigned: 'Without owner',
  view: { unassigned: 'Unassigned', breached: 'Breached' },
  lastMessage: 'Last message',
  asked: 'What was asked',
  descriptionHint: 'In the words of the customer.',
  accountHint: 'The account of the contact, when left empty.',
  defaultCategory: 'As the default is',
  teamHint: 'The team of the category, when left empty.',
  none: {
    title: 'No tickets yet',
    reason: 'A ticket is a question that waits for an answer. Write down the first one.',
  },
} as const;

declare module 'i18next' {
  interface ResourceNamespaceMap {
    tickets: typeof en;
  }
}
