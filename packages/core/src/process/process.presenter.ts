import type { Actor } from '@crm/domain/actor';
import { isClosed, type ProcessRow } from '@crm/domain/process/process';
import { namespace } from '@crm/domain/processes/contract';
import { can } from '../policy.ts';
import { iso, ref } from '../present.ts';
import type { ProcessColumns } from './process.queries.ts';

/** @param temporalUiUrl base address of the Temporal web UI, `null` when there is none */
export function presentProcess(row: ProcessColumns, actor: Actor, temporalUiUrl: string | null): ProcessRow {
  const subject = { assignedTo: row.assignedTo, teamId: row.teamId };
  return {
    id: row.id,
    kind: row.kind,
    workflowId: row.workflowId,
    subjectType: row.subjectType,
    subjectId: row.subjectId,
    subjectName: row.subjectName ?? '',
    state: row.state,
    wait: row.wait,
    steps: row.steps,
    error: row.error,
    startedAt: iso(row.startedAt),
    startedBy: ref(row.startedBy, row.startedByName),
    updatedAt: iso(row.updatedAt),
    closedAt: iso(row.closedAt),
    temporalUrl: temporalUiUrl === null ? null : runUrl(temporalUiUrl, row.workflowId),
    abilities: {
      choose: row.wait?.reason === 'choose_match' && can(actor, 'lead:convert', subject),
      cancel: !isClosed(row.state) && can(actor, 'process:act', subject),
    },
  };
}

function runUrl(base: string, workflowId: string): string {
  return `${base.replace(/\/+$/u, '')}/namespaces/${namespace}/workflows/${encodeURIComponent(workflowId)}`;
}
