import { processes } from '../processes/registry.ts';
import type { ProcessVerb } from './process-log.ts';
import { currentStep } from './process-steps.rules.ts';
import { isClosed, type ProcessKind, type ProcessState, type ProcessStep } from './process.ts';

interface Steered {
  readonly kind: ProcessKind;
  readonly state: ProcessState;
  readonly steps: readonly ProcessStep[];
}

/** Whether a verb fits the state that a process is in. Whether the person may is another question. */
export function fits(verb: ProcessVerb, process: Steered): boolean {
  const { state } = process;
  switch (verb) {
    case 'pause':
      return !isClosed(state) && state !== 'paused';
    case 'resume':
      return state === 'paused';
    case 'retry':
      return state === 'retrying' || state === 'stuck';
    case 'restart':
      return state === 'failed';
    case 'skip':
      return (state === 'failed' || state === 'retrying' || state === 'stuck') && skippableStep(process) !== null;
    case 'run_again':
      return state === 'failed' || state === 'cancelled';
    case 'cancel':
      // A failed one is given up: nobody needs to see to it any more.
      return !isClosed(state) || state === 'failed';
    case 'terminate':
      return !isClosed(state);
  }
}

/** The steps that a failed process can begin anew at: those that began. */
export function restartSteps(steps: readonly ProcessStep[]): string[] {
  return steps.filter(({ startedAt }) => startedAt !== null).map(({ key }) => key);
}

/** The step in trouble, if the process means anything without it; `null` otherwise. */
export function skippableStep({ kind, steps }: Pick<Steered, 'kind' | 'steps'>): string | null {
  const key = (steps.find(({ state }) => state === 'failed') ?? currentStep(steps))?.key;
  return key !== undefined && processes[kind].skippable?.includes(key) === true ? key : null;
}
