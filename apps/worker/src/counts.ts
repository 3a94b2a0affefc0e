import { Counter, type Registry } from '@crm/telemetry/metrics';

/** What the worker did, for whoever watches it. */
export interface Counts {
  /** A command of the outbox went to the workflow server, or did not. */
  delivered(command: string, outcome: 'done' | 'error'): void;
  /** A try to tell somebody: how it ended. */
  told(by: 'mail' | 'webhook', outcome: string): void;
}

export function countWork(registry: Registry): Counts {
  const registers = [registry];
  const deliveries = new Counter({
    name: 'crm_outbox_deliveries_total',
    help: 'Commands that were carried to the workflow server',
    labelNames: ['command', 'outcome'],
    registers,
  });
  const attempts = new Counter({
    name: 'crm_telling_attempts_total',
    help: 'Tries to send something out, by how they ended',
    labelNames: ['by', 'outcome'],
    registers,
  });
  return {
    delivered: (command, outcome) => deliveries.inc({ command, outcome }),
    told: (by, outcome) => attempts.inc({ by, outcome }),
  };
}
