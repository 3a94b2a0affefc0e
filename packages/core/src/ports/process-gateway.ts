import type { ChosenMatch } from '@crm/domain/processes/lead-conversion';

/**
 * What services ask of a running process. Starting and signalling go through the outbox instead, so that they share the
 * transaction of the change; only a person's decision is handed over directly, because its answer is waited for.
 */
export interface ProcessGateway {
  /**
   * Hands a person's choice to the conversion that waits for it.
   * @param updateId makes a repeated call one decision
   * @throws DomainError `conversion_not_waiting` when the process does not wait for a choice (any more), `unavailable`
   * when the workflow server does not answer
   */
  chooseMatch(leadId: string, choice: ChosenMatch, updateId: string): Promise<void>;
}
