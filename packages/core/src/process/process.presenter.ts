import type { Actor } from '@crm/domain/actor';
import type { ProcessVerb } from '@crm/domain/process/process-log';
import { fits } from '@crm/domain/process/process-verbs.rules';
import type { ProcessRow } from '@crm/domain/process/process';
import { namespace } from '@crm/domain/processes/contract';
import { can } from '../policy.ts';
import { iso, ref } from '../present.ts';
import { verbPermission } from './process-permissions.ts';
import type { ProcessColumns } from './process.queries.ts';

/** @param temporalUiUrl base address of the Temporal web UI, `null` when there is none */
export function presentProcess(row: ProcessColumns, actor: Actor, temporalUiUrl: string | null): ProcessRow {
  const subject = { assignedTo: row.assignedTo, teamId: row.teamId };
  const may = (verb: ProcessVerb) => fits(verb, row) && can(actor, verbPermission[verb], subject);
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
    pausedFrom: row.pausedFrom,
    retryAt: iso(row.retryAt),
    restartedFrom: row.restartedFrom,
    closedAt: iso(row.closedAt),
    temporalUrl: temporalUiUrl === null ? null : runUrl(temporalUiUrl, row.workflowId),
    abilities: {
      choose: row.wait?.reason === 'choose_match' && row.state !== 'paused' && can(actor, 'lead:convert', subject),
      approve:
        row.wait?.reason === 'approve_quote' &&
        row.state !== 'paused' &&
        row.wait.actors.some(({ id }) => id === actor.id) &&
        can(actor, 'quote:approve', subject),
      decide:
        row.wait?.reason === 'approve_rule' &&
        row.state !== 'paused' &&
        row.wait.actors.some(({ id }) => id === actor.id) &&
        can(actor, 'process:decide', subject),
      cancel: may('cancel'),
      pause: may('pause'),
      resume: may('resume'),
      retry: may('retry'),
      restart: may('restart'),
      skip: may('skip'),
      runAgain: may('run_again'),
      terminate: may('terminate'),
    },
  };
}

function runUrl(base: string, workflowId: string): string {
  return `${base.replace(/\/+$/u, '')}/namespaces/${namespace}/workflows/${encodeURIComponent(workflowId)}`;
}
