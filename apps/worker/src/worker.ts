import { Worker, type NativeConnection, type WorkerOptions, type WorkflowBundleOption } from '@temporalio/worker';
import type { Logger } from 'pino';
import { deploymentName } from '@crm/domain/processes/contract';
import { createActivities } from './activities/activities.ts';
import { createFailureInterceptor } from './activities/failure-interceptor.ts';
import { createTraceInterceptor } from './activities/trace-interceptor.ts';
import type { ActivityDeps } from './activities/run-step.ts';

export interface WorkerParts {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly bundle: WorkflowBundleOption;
  readonly deps: ActivityDeps;
  readonly log: Logger;
  readonly graceSeconds: number;
  readonly maxCachedWorkflows: number;
  readonly buildId?: string | undefined;
  /** What it takes its work from; tests have one of their own each, so that they do not share their runs. */
  readonly queue: string;
}

/** A worker with all workflows, and the activities that work with the database. */
export function createWorker(parts: WorkerParts): Promise<Worker> {
  const { connection, namespace, bundle, deps, log, graceSeconds, maxCachedWorkflows, queue } = parts;
  return Worker.create({
    connection,
    namespace,
    taskQueue: queue,
    workflowBundle: bundle,
    activities: createActivities(deps),
    interceptors: {
      activity: [
        () => ({ inbound: createTraceInterceptor() }),
        () => ({ inbound: createFailureInterceptor(deps, log) }),
      ],
    },
    maxCachedWorkflows,
    // A task for a worker that is gone goes to another one after this.
    stickyQueueScheduleToStartTimeout: '3 seconds',
    maxConcurrentActivityTaskExecutions: 16,
    shutdownGraceTime: graceSeconds * 1_000,
    shutdownForceTime: (graceSeconds + 5) * 1_000,
    ...versioning(parts.buildId),
  });
}

/** Runs stay with the version of the code that began them, where a deployment says which version this is. */
function versioning(buildId: string | undefined): Pick<WorkerOptions, 'workerDeploymentOptions'> {
  if (buildId === undefined) return {};
  return {
    workerDeploymentOptions: {
      useWorkerVersioning: true,
      version: { deploymentName, buildId },
      defaultVersioningBehavior: 'PINNED',
    },
  };
}
