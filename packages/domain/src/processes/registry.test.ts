import { expect, test } from 'vitest';
import { processKinds } from '../process/process.ts';
import { processes } from './registry.ts';

const subject = '01900000-0000-7000-8000-000000000001';

test('every kind of process has a contract whose run is called after its kind and its subject', () => {
  for (const kind of processKinds) {
    expect(processes[kind].contract.workflowId(subject)).toBe(`${kind}/${subject}`);
    expect(processes[kind].steps.length).toBeGreaterThan(0);
  }
});

test('no two kinds share a workflow', () => {
  const names = processKinds.map((kind) => processes[kind].contract.name);
  expect(new Set(names).size).toBe(names.length);
});
