import type { Connection } from '@temporalio/client';
// The package is CommonJS whose names Node cannot see: only the whole of it can be imported.
import proto from '@temporalio/proto';

const { TaskQueueType } = proto.temporal.api.enums.v1;
const msPerSecond = 1_000;

/** When a worker last asked a queue for work, in milliseconds since 1970; 0 when none has asked of late. */
export interface LastPolls {
  readonly workflows: number;
  readonly activities: number;
}

/** Says when somebody last asked the queue for work: a server goes on listing workers that are gone. */
export async function findLastPolls(
  { workflowService }: Connection,
  namespace: string,
  taskQueue: string,
): Promise<LastPolls> {
  const findLast = async (taskQueueType: proto.temporal.api.enums.v1.TaskQueueType) => {
    const queue = { namespace, taskQueue: { name: taskQueue }, taskQueueType };
    const { pollers } = await workflowService.describeTaskQueue(queue);
    const seconds = (pollers ?? []).map(({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0));
    return Math.max(0, ...seconds) * msPerSecond;
  };
  const [workflows, activities] = await Promise.all([
    findLast(TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW),
    findLast(TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY),
  ]);
  return { workflows, activities };
}
