import { expect, test } from 'vitest';
import { isClosed, processStates } from './process.ts';
import { closeSteps, currentStep, endStep, holdStep, planSteps, resetSteps, startStep } from './process-steps.rules.ts';

const at = new Date('2026-11-25T12:00:00Z');
const later = new Date('2026-11-25T12:05:00Z');
const keys = ['match', 'choose', 'convert'];

test('steps go from queued over running and waiting to done', () => {
  let steps = planSteps(keys);
  expect(currentStep(steps)?.key).toBe('match');
  steps = startStep(steps, 'match', at, 1);
  expect(steps[0]).toMatchObject({ state: 'running', startedAt: at.toISOString(), attempts: 1 });
  steps = holdStep(steps, 'match', 'human', { code: 'asked', params: {} });
  expect(steps[0]).toMatchObject({ state: 'human', detail: { code: 'asked' } });
  steps = endStep(steps, 'match', later, null);
  expect(steps[0]).toMatchObject({
    state: 'done',
    startedAt: at.toISOString(),
    endedAt: later.toISOString(),
    detail: { code: 'asked' },
  });
  expect(currentStep(steps)?.key).toBe('choose');
});

test('a second try keeps when it began, and counts', () => {
  const steps = startStep(startStep(planSteps(keys), 'match', at, 1), 'match', later, 4);
  expect(steps[0]).toMatchObject({ startedAt: at.toISOString(), attempts: 4 });
});

test('a step that is done again begins as if it had not', () => {
  const steps = resetSteps(endStep(planSteps(keys), 'match', at, null), 'match', 'convert');
  expect(steps).toEqual(planSteps(keys));
});

test('closing ends what runs, and marks what never began as cancelled, not as failed', () => {
  const steps = startStep(endStep(planSteps(keys), 'match', at, null), 'choose', at, 1);
  expect(closeSteps(steps, 'failed', later).map(({ state }) => state)).toEqual(['done', 'failed', 'cancelled']);
  expect(closeSteps(steps, 'cancelled', later).map(({ state }) => state)).toEqual(['done', 'cancelled', 'cancelled']);
  expect(currentStep(closeSteps(steps, 'failed', later))).toBeNull();
});

test('four states are the last', () => {
  expect(processStates.filter(isClosed)).toEqual(['failed', 'cancelled', 'undone', 'completed']);
});
