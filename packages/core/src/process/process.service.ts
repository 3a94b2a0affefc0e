import type { ProcessDetails } from '@crm/domain/process/process-details';
import { fits, restartSteps, skippableStep } from '@crm/domain/process/process-verbs.rules';
import type { ProcessRow } from '@crm/domain/process/process';
import type { ServiceContext } from '../context.ts';
import { decideForRule } from '../workflow/rule-approval.ts';
import { previewBulk, steerMany } from './process-bulk.ts';
import { readLog } from './process-log.ts';
import { processReads } from './process-reads.ts';
import { readTouched } from './process-touched.ts';
import { cancel, pause, restart, resume, retry, runAgain, skip, terminate } from './process-verbs.ts';
import { inputOf } from './run-again.ts';

/** Running and past processes, seen by whoever sees what they are about. */
export const processService = {
  ...processReads,

  /** What happened in it, its other runs, and which records it touched. @throws DomainError `not_found` */
  details,

  pause: verb(pause),
  resume: verb(resume),
  retry: verb(retry),
  restart: verb(restart),
  skip: verb(skip),
  /** @returns the new process */
  async runAgain(ctx: ServiceContext, id: string, data: Parameters<typeof runAgain>[2]): Promise<ProcessRow> {
    return processReads.get(ctx, await runAgain(ctx, id, data));
  },
  decide: verb(decideForRule),
  previewBulk,
  steerMany,
  cancel: verb(cancel),
  terminate: verb(terminate),
};

/** A verb, and the process as it is then. @throws DomainError `not_found`, `forbidden`, `invalid_transition` */
function verb<Data extends readonly unknown[]>(
  steer: (ctx: ServiceContext, id: string, ...data: Data) => Promise<void>,
) {
  return async (ctx: ServiceContext, id: string, ...data: Data): Promise<ProcessRow> => {
    await steer(ctx, id, ...data);
    return processReads.get(ctx, id);
  };
}

async function details(ctx: ServiceContext, id: string): Promise<ProcessDetails> {
  const process = await processReads.get(ctx, id);
  const runs = await processReads.list(ctx, {
    filter: { workflowId: process.workflowId },
    sort: '-startedAt',
    limit: 20,
  });
  return {
    log: await readLog(ctx, id),
    runs: runs.items.map(({ id: run, state, startedAt, closedAt }) => ({ id: run, state, startedAt, closedAt })),
    touched: await readTouched(ctx, id),
    restartSteps: fits('restart', process) ? restartSteps(process.steps) : [],
    skips: fits('skip', process) ? skippableStep(process) : null,
    input: await inputOf(ctx, process),
  };
}
