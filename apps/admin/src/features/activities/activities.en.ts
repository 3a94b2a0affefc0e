/** English texts of activities. */
export const en = {
  create: 'New activity',
  submit: 'Create activity',
  view: { overdue: 'Overdue' },
  overdue: 'Overdue',
  complete: 'Complete',
  completeIt: 'Complete “{{name}}”',
  verb: 'Done?',
  completed: '“{{name}}” is done',
  undo: 'Undo',
  reopened: '“{{name}}” is scheduled again',
  aboutNothing: 'nothing',
  aboutKind: 'Kind of record',
  minutes: 'min',
  none: {
    title: 'No activities yet',
    reason: 'Calls, meetings, e-mails, tasks and notes about your customers stand here. Plan the first one.',
  },
} as const;

declare module 'i18next' {
  interface ResourceNamespaceMap {
    activities: typeof en;
  }
}
