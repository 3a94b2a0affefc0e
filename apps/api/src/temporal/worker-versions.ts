import proto from '@temporalio/proto';
import { isGrpcServiceError, type Client } from '@temporalio/client';
import { DomainError } from '@crm/domain/errors';
import { deploymentName } from '@crm/domain/processes/contract';
import type { WorkerVersion, WorkerVersionState } from '@crm/domain/process/worker-version';

const { WorkerDeploymentVersionStatus: Status } = proto.temporal.api.enums.v1;

const states: Readonly<Record<number, WorkerVersionState>> = {
  [Status.WORKER_DEPLOYMENT_VERSION_STATUS_CURRENT]: 'current',
  [Status.WORKER_DEPLOYMENT_VERSION_STATUS_RAMPING]: 'ramping',
  [Status.WORKER_DEPLOYMENT_VERSION_STATUS_DRAINING]: 'draining',
  [Status.WORKER_DEPLOYMENT_VERSION_STATUS_DRAINED]: 'drained',
};

/** People look at a page; it does not wait for a server that is away. ms */
const answerMs = 3_000;
const notFound = 5;

/**
 * The versions of the workers' code that the workflow server knows, with how many runs each has yet to end.
 * @returns nothing where workers do not say which version they are
 * @throws DomainError `unavailable` when the workflow server does not answer
 */
export async function readWorkerVersions(connect: () => Promise<Client>): Promise<readonly WorkerVersion[]> {
  try {
    const client = await connect();
    return await client.connection.withDeadline(Date.now() + answerMs, () => read(client));
  } catch (error) {
    const code: number | undefined = isGrpcServiceError(error) ? error.code : undefined;
    if (code === notFound) return [];
    throw new DomainError('unavailable', 'Temporal does not answer at this moment. Try again soon.', {
      retry_after_seconds: 2,
    });
  }
}

async function read({ connection, options, workflow }: Client): Promise<readonly WorkerVersion[]> {
  const { namespace } = options;
  const { workerDeploymentInfo } = await connection.workflowService.describeWorkerDeployment({
    namespace,
    deploymentName,
  });
  const versions = (workerDeploymentInfo?.versionSummaries ?? []).map(async ({ deploymentVersion, status }) => {
    const buildId = deploymentVersion?.buildId ?? '';
    const open = `TemporalWorkerDeploymentVersion = '${deploymentName}:${buildId}' and ExecutionStatus = 'Running'`;
    const { count } = await workflow.count(open);
    return { buildId, state: states[status ?? 0] ?? 'inactive', running: count };
  });
  return Promise.all(versions);
}
