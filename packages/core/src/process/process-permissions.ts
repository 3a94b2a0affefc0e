import type { Permission } from '@crm/domain/permissions';
import type { ProcessVerb } from '@crm/domain/process/process-log';

/** What each verb asks for. Mild ones can be taken back; `force` leaves something undone for good. */
export const verbPermission = {
  cancel: 'process:act',
  pause: 'process:operate',
  resume: 'process:operate',
  retry: 'process:operate',
  restart: 'process:operate',
  run_again: 'process:operate',
  skip: 'process:force',
  terminate: 'process:force',
} as const satisfies Record<ProcessVerb, Permission>;
