/** English texts of a ticket's page. */
export const en = {
  conversation: 'Conversation',
  earlier: 'Show earlier messages',
  nothingSaid: 'Nothing was said yet.',
  noPromise: 'nothing was promised',
  customer: 'Customer',
  system: 'The system',
  openedBy: 'first message · {{channel}}',
  kind: { customer: 'customer', reply: 'answer to the customer', note: 'Internal note' },
  articles: 'Articles',
  detach: 'Take out “{{title}}”',
  write: 'What you write',
  mode: { reply: 'Reply', note: 'Internal note', customer: 'From the customer' },
  seenBy: {
    reply: 'The customer reads this.',
    note: 'Only colleagues read this.',
    customer: 'What the customer said or wrote to you.',
  },
  placeholder: {
    reply: 'Answer the customer',
    note: 'Note something, @ mentions a colleague',
    customer: 'Write down what the customer said',
  },
  send: { reply: 'Send the reply', note: 'Keep the note', customer: 'Add the message' },
  sent: { reply: 'The reply is sent', note: 'The note is kept', customer: 'The message is added' },
  after: {
    label: 'What becomes of the ticket',
    asIs: 'Status stays',
    pending: 'Then wait for the customer',
    resolved: 'Then resolved',
  },
  closedNote: 'This ticket is closed and takes no more messages. Reopen it to go on.',
  kb: {
    label: 'Knowledge base',
    search: 'Search all articles',
    suggested: 'Articles that may help',
    found: 'Found articles',
    attach: 'Attach',
    attachOf: 'Attach “{{title}}”',
    insert: 'Insert text',
    insertOf: 'Insert the text of “{{title}}”',
    noSuggestion: 'No article resembles this ticket. Search by other words.',
    nothing: 'No published article has these words.',
  },
  verb: {
    take: 'Take it',
    resolve: 'Mark as resolved',
    close: 'Close',
    reopen: 'Reopen',
    merge: 'Merge into another',
    unmerge: 'Take the merge back',
  },
  done: {
    take: '{{number}} is yours',
    resolve: '{{number}} is resolved',
    close: '{{number}} is closed',
    reopen: '{{number}} is open again',
    merge: '{{number}} was merged into {{into}}',
    unmerge: '{{number}} stands alone again',
  },
  merge: {
    title: 'Merge {{number}} into another ticket',
    reason: 'Its messages join the other conversation, and it takes no more. The merge can be taken back.',
    into: 'Goes into',
    submit: 'Merge the tickets',
  },
  mergedInto: 'This was merged into <l>{{number}}</l>. The conversation goes on there.',
} as const;

declare module 'i18next' {
  interface ResourceNamespaceMap {
    desk: typeof en;
  }
}
