import { taskQueue } from '@crm/domain/processes/contract';
import { describeNamespace, withTemporal } from '@crm/local/temporal-namespace';
import { findLastPolls } from '@crm/local/temporal-queues';
import { describeError, fine, wrong, type Check, type Targets } from './check.ts';

const startIt = 'Start it with "npm start", or set TEMPORAL_ADDRESS to a running server.';
const startWorker = 'Start the worker with "npm start"; if it runs, its log says why it does not poll.';
/** A poll lasts a minute: who has not polled for longer is gone, though the server lists it for five. */
const pollMs = 75_000;

/** Whether Temporal answers, with the namespace and the search attributes that processes need. */
export function checkTemporal({ temporalAddress }: Targets, namespace: string): Check {
  return {
    name: 'temporal',
    async look() {
      if (temporalAddress === undefined) return wrong('Temporal is not running', startIt);
      try {
        const state = await withTemporal(temporalAddress, (connection) => describeNamespace(connection, namespace));
        if (!state.exists)
          return wrong(`no namespace "${namespace}" at ${temporalAddress}`, 'Make it, or start with "npm start".');
        const missing = state.missingSearchAttributes;
        if (missing.length > 0)
          return wrong(`search attributes missing: ${missing.join(', ')}`, 'Start with "npm start", which adds them.');
        return fine(`${temporalAddress}, namespace "${namespace}", finished runs kept ${state.retentionDays} days`);
      } catch (error) {
        return wrong(`Temporal cannot be reached at ${temporalAddress}: ${describeError(error)}`, startIt);
      }
    },
  };
}

/** Whether somebody works on the queue: processes wait for ever otherwise. */
export function checkQueues({ temporalAddress }: Targets, namespace: string): Check {
  return {
    name: 'queues',
    async look() {
      if (temporalAddress === undefined) return wrong('not known while Temporal is not running', 'Start it first.');
      const lastPolls = await withTemporal(temporalAddress, (connection) =>
        findLastPolls(connection, namespace, taskQueue),
      );
      const idle = Object.entries(lastPolls).filter(([, last]) => Date.now() - last > pollMs);
      if (idle.length > 0)
        return wrong(
          `no worker takes ${idle.map(([name]) => name).join(' and ')} of the queue "${taskQueue}"`,
          startWorker,
        );
      return fine(`a worker takes workflows and activities of the queue "${taskQueue}"`);
    },
  };
}
