import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** How many the checklist has of each. */
const checklist = { PLAN: 88, CONSOLE: 82 };
const states = ['built', 'partly', 'later'];

interface Requirement {
  readonly id: string;
  readonly state: string;
  readonly tests: readonly string[];
}

const requirements: readonly Requirement[] = readFileSync('docs/requirements.md', 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, id = '', state = '', rest = ''] = /^- \*\*([A-Z]+-\d{3})\*\* (\w+): (.*)$/u.exec(line) ?? [];
    return id === ''
      ? []
      : [{ id, state, tests: [...rest.matchAll(/`([^`]+\.test\.ts)`/gu)].map(([, path = '']) => path) }];
  });

describe('docs/requirements.md', () => {
  it('has one line for each requirement', () => {
    const wanted = Object.entries(checklist).flatMap(([kind, count]) =>
      Array.from({ length: count }, (_, index) => `${kind}-${String(index + 1).padStart(3, '0')}`),
    );
    expect(requirements.map(({ id }) => id)).toEqual(wanted);
    expect(requirements.filter(({ state }) => !states.includes(state))).toEqual([]);
  });

  it('names tests for all that it calls built, and no test for what comes later', () => {
    expect(requirements.filter(({ state, tests }) => state === 'built' && tests.length === 0)).toEqual([]);
    expect(requirements.filter(({ state, tests }) => state === 'later' && tests.length > 0)).toEqual([]);
  });

  it('names tests that exist; that they pass, this run says', () => {
    expect(requirements.flatMap(({ tests }) => tests).filter((path) => !existsSync(path))).toEqual([]);
  });
});
