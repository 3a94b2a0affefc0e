import type { ProcessStep } from './process.ts';

type Steps = readonly ProcessStep[];
export type StepDetail = NonNullable<ProcessStep['detail']>;

/** The steps of a process that has not begun. */
export function planSteps(keys: readonly string[]): ProcessStep[] {
  return keys.map((key) => ({ key, state: 'queued', startedAt: null, endedAt: null, attempts: 0, detail: null }));
}

/**
 * A step begins, or begins again after a try that failed.
 * @param attempt 1 for the first try
 */
export function startStep(steps: Steps, key: string, at: Date, attempt: number): ProcessStep[] {
  return change(steps, key, (step) => ({
    ...step,
    state: 'running',
    startedAt: step.startedAt ?? at.toISOString(),
    endedAt: null,
    attempts: Math.max(step.attempts, attempt),
  }));
}

/** A step was tried: those before it that began must be over by now. */
export function reachStep(steps: Steps, key: string, at: Date, attempt: number): ProcessStep[] {
  const place = steps.findIndex((step) => step.key === key);
  const before = steps.map((step, index) =>
    index < place && step.startedAt !== null && !isOver(step) ? end(step, 'done', at, null) : step,
  );
  return startStep(before, key, at, attempt);
}

/** A step waits, for a person or for time, or is tried again later. */
export function holdStep(
  steps: Steps,
  key: string,
  state: 'human' | 'timer' | 'retry',
  detail: StepDetail | null,
): ProcessStep[] {
  return change(steps, key, (step) => ({ ...step, state, detail: detail ?? step.detail }));
}

/** A step is over. One that never began counts as begun at the same moment. */
export function endStep(steps: Steps, key: string, at: Date, detail: StepDetail | null): ProcessStep[] {
  return change(steps, key, (step) => end(step, 'done', at, detail));
}

/** Steps that have to be done again, as if they had not begun. */
export function resetSteps(steps: Steps, ...keys: readonly string[]): ProcessStep[] {
  const fresh = new Map(planSteps(keys).map((step) => [step.key, step]));
  return steps.map((step) => fresh.get(step.key) ?? step);
}

/** Ends all that is not over yet, for a process that goes no further. */
export function closeSteps(steps: Steps, state: 'cancelled' | 'failed', at: Date): ProcessStep[] {
  return steps.map((step) => {
    if (isOver(step)) return step;
    // What never began did not fail.
    return step.state === 'queued' ? { ...step, state: 'cancelled' } : end(step, state, at, null);
  });
}

/** The step that the process is at: the first that is not over; `null` when all are. */
export function currentStep(steps: Steps): ProcessStep | null {
  return steps.find((step) => !isOver(step)) ?? null;
}

function change(steps: Steps, key: string, map: (step: ProcessStep) => ProcessStep): ProcessStep[] {
  return steps.map((step) => (step.key === key ? map(step) : step));
}

function end(
  step: ProcessStep,
  state: 'done' | 'cancelled' | 'failed',
  at: Date,
  detail: StepDetail | null,
): ProcessStep {
  const iso = at.toISOString();
  return { ...step, state, startedAt: step.startedAt ?? iso, endedAt: iso, detail: detail ?? step.detail };
}

function isOver({ state }: ProcessStep): boolean {
  return state === 'done' || state === 'cancelled' || state === 'failed' || state === 'undone' || state === 'skipped';
}

/** The step that a person leaves out: it counts as over. */
export function skipStep(steps: Steps, key: string, at: Date): ProcessStep[] {
  return change(steps, key, (step) => ({ ...step, state: 'skipped', endedAt: at.toISOString() }));
}

/** The steps of a run that begins anew at one of them: what comes before stays as it is. */
export function stepsFrom(steps: Steps, key: string): ProcessStep[] {
  const first = steps.findIndex((step) => step.key === key);
  return resetSteps(steps, ...steps.slice(first).map((step) => step.key));
}
