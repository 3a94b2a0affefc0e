import {
  ApplicationFailure,
  isGrpcServiceError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  type Client,
} from '@temporalio/client';
import { DomainError, errorCodes, type ErrorCode } from '@crm/domain/errors';
import { processes } from '@crm/domain/processes/registry';
import type { ProcessGateway } from '@crm/core/ports/process-gateway';

/** People wait for the answer; a decision that comes later than this is repeated by them, which makes it one. ms */
const answerMs = 8_000;

/** Hands decisions of people to the processes that wait for them. @param connect gives a connected client, or fails */
export function createProcessGateway(connect: () => Promise<Client>): ProcessGateway {
  return {
    async decide({ kind, name }, runsFor, payload, updateId) {
      try {
        const client = await connect();
        const handle = client.workflow.getHandle(processes[kind].contract.workflowId(runsFor));
        await client.connection.withDeadline(Date.now() + answerMs, () =>
          handle.executeUpdate(name, { updateId, args: [payload] }),
        );
      } catch (error) {
        throw toDomainError(error);
      }
    },
  };
}

function toDomainError(error: unknown): Error {
  if (error instanceof WorkflowNotFoundError) return notWaiting();
  if (error instanceof WorkflowUpdateFailedError) return fromFailure(error.cause);
  if (
    error instanceof WorkflowUpdateRPCTimeoutOrCancelledError ||
    isGrpcServiceError(error) ||
    isConnectionError(error)
  ) {
    return new DomainError('unavailable', 'The process does not answer at this moment. Send the same again soon.', {
      retry_after_seconds: 2,
    });
  }
  return error instanceof Error ? error : new Error(String(error));
}

/** The refusal of the process itself carries one of our codes; a run that ended meanwhile waits no more. */
function fromFailure(cause: unknown): DomainError {
  const type = cause instanceof ApplicationFailure ? cause.type : null;
  if (!isErrorCode(type) || type === 'process_not_waiting') return notWaiting();
  return new DomainError(type, 'The process did not take this. Read it again and decide anew.');
}

function notWaiting(): DomainError {
  return new DomainError('process_not_waiting', 'The process does not wait for this. Read it again.');
}

function isErrorCode(type: string | null | undefined): type is ErrorCode {
  return errorCodes.some((code) => code === type);
}

/** What the client throws while it connects, or where it wraps the transport's error. */
function isConnectionError(error: unknown): boolean {
  return (
    error instanceof Error && (isGrpcServiceError(error.cause) || /connect|UNAVAILABLE|deadline/iu.test(error.message))
  );
}
