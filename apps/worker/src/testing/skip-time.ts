import type { Connection } from '@temporalio/client';
import type { temporal } from '@temporalio/proto';

export type TimeSkipping = temporal.api.common.v1.ITimeSkippingConfig;

/**
 * Lets every run that is started over this connection skip the time in which it only waits. The server can do it, the
 * SDK has no option for it yet. For tests of long waits, on the code that ships.
 * @param config read anew at each start, so that a test can change its mind
 */
export function skipTime(connection: Connection, config: () => TimeSkipping | null): void {
  const service = connection.workflowService;
  const start = service.startWorkflowExecution.bind(service);
  Object.assign(service, {
    startWorkflowExecution(request: temporal.api.workflowservice.v1.IStartWorkflowExecutionRequest) {
      const timeSkippingConfig = config();
      return start(timeSkippingConfig === null ? request : { ...request, timeSkippingConfig });
    },
  });
}
