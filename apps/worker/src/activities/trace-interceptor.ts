import { activityInfo } from '@temporalio/activity';
import type { ActivityInboundCallsInterceptor } from '@temporalio/worker';
import { inSpan } from '@crm/telemetry/spans';
import { contextOfHeaders } from '@crm/telemetry/temporal';

/** Each try of a step is a span of the request, or the message, that it goes back to. */
export function createTraceInterceptor(): ActivityInboundCallsInterceptor {
  return {
    execute(input, next) {
      const { activityType, attempt, workflowExecution, workflowType } = activityInfo();
      const attributes = {
        'crm.activity': activityType,
        'crm.attempt': attempt,
        ...(workflowType !== undefined && { 'crm.workflow': workflowType }),
        ...(workflowExecution !== undefined && { 'crm.workflow_id': workflowExecution.workflowId }),
      };
      return inSpan('crm.process', attributes, () => next(input), { parent: contextOfHeaders(input.headers) });
    },
  };
}
