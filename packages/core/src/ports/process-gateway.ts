import type { Decision } from '@crm/domain/processes/contract';

/**
 * What services ask of a running process. Starting and signalling go through the outbox instead, so that they share the
 * transaction of the change; only a person's decision is handed over directly, because its answer is waited for.
 */
export interface ProcessGateway {
  /**
   * Hands a person's decision to the run that waits for it.
   * @param runsFor what the run's id is made of
   * @param updateId makes a repeated call one decision
   * @throws DomainError `process_not_waiting` when the run does not wait for it (any more), `unavailable` when the
   * workflow server does not answer, and what the run refuses it with
   */
  decide<Payload>(decision: Decision<Payload>, runsFor: string, payload: Payload, updateId: string): Promise<void>;
}
