import { condition, continueAsNew, defineSignal, setHandler, workflowInfo } from '@temporalio/workflow';
import type { LookAgain, ProcessInput } from '@crm/domain/processes/contract';
import { runProcess, tellOperators } from './process-run.ts';

interface Watch {
  /** The signal that says that something changed. */
  readonly signal: string;
  /** What it watches, for operators. */
  readonly over: string;
  /** Does what is due. @returns `null` when there is nothing to watch any more */
  look(): Promise<LookAgain | null>;
}

/** After so many looks the watch goes on in a fresh run, so that no history grows without end. */
const looksPerRun = 100;

/**
 * Looks, sleeps until the moment that the look named or until something changed, and looks again, until there is
 * nothing to watch. What was told and what is due stands in the database; the run keeps nothing but the time.
 */
export async function watch(input: ProcessInput, { signal, over, look }: Watch): Promise<void> {
  let changed = false;
  setHandler(defineSignal(signal), () => {
    changed = true;
  });
  await runProcess(input, async () => {
    for (let looks = 1; ; looks += 1) {
      changed = false;
      const again = await look();
      if (again === null) {
        tellOperators('completed', `${over} is over.`);
        return;
      }
      const until = again.until === null ? null : new Date(again.until);
      tellOperators('waiting_timer', until ? `Looks again at ${until.toISOString()}.` : 'Waits for a change.', until);
      if (until === null) await condition(() => changed);
      else {
        await condition(() => changed, Math.max(until.getTime() - Date.now(), 1), { summary: 'until it looks again' });
      }
      if (looks >= looksPerRun || workflowInfo().continueAsNewSuggested) await continueAsNew(input);
    }
  });
}
