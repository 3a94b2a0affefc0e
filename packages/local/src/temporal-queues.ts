import type { Connection } from '@temporalio/client';
import { temporal } from '@temporalio/proto';

const { TASK_QUEUE_TYPE_ACTIVITY, TASK_QUEUE_TYPE_WORKFLOW } = temporal.api.enums.v1.TaskQueueType;
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
  const findLast = async (taskQueueType: temporal.api.enums.v1.TaskQueueType) => {
    const queue = { namespace, taskQueue: { name: taskQueue }, taskQueueType };
    const { pollers } = await workflowService.describeTaskQueue(queue);
    const seconds = (pollers ?? []).map(({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0));
    return Math.max(0, ...seconds) * msPerSecond;
  };
  const [workflows, activities] = await Promise.all([
    findLast(TASK_QUEUE_TYPE_WORKFLOW),
    findLast(TASK_QUEUE_TYPE_ACTIVITY),
  ]);
  return { workflows, activities };
}
