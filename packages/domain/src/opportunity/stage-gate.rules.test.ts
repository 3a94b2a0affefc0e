import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gateFields, missingForStage, refuseMove, type StageFacts } from './stage-gate.rules.ts';

const stage = (id: string, more: Partial<StageFacts> = {}): StageFacts => ({
  id,
  pipelineId: 'p',
  kind: 'open',
  allowedNext: [],
  ...more,
});

describe('stage gates', () => {
  it("name what is missing, in the stage's order, and nothing that is there", () => {
    expect(missingForStage(['currency', 'amountMinor'], {})).toEqual(['currency', 'amountMinor']);
    expect(missingForStage(['amountMinor'], { amountMinor: 0 })).toEqual([]);
    expect(missingForStage(['lossReason'], { lossReason: '' })).toEqual(['lossReason']);
    expect(missingForStage(['accountId'], { accountId: null })).toEqual(['accountId']);
  });

  it('never name a field that the stage does not ask for', () => {
    fc.assert(
      fc.property(fc.subarray([...gateFields]), fc.subarray([...gateFields]), (required, filled) => {
        const deal = Object.fromEntries(filled.map((field) => [field, 'x']));
        const missing = missingForStage(required, deal);
        expect(missing.every((field) => required.includes(field) && !filled.includes(field))).toBe(true);
        expect(missing).toHaveLength(required.filter((field) => !filled.includes(field)).length);
      }),
    );
  });
});

describe('moves between stages', () => {
  it('stay in the pipeline', () => {
    expect(refuseMove(stage('a'), stage('b', { pipelineId: 'q' }), true)).toBe('other_pipeline');
  });

  it('go anywhere unless the stage names its next ones', () => {
    expect(refuseMove(stage('a'), stage('b'), false)).toBeNull();
    expect(refuseMove(stage('a', { allowedNext: ['c'] }), stage('b'), false)).toBe('not_allowed_from_here');
    expect(refuseMove(stage('a', { allowedNext: ['b'] }), stage('b'), false)).toBeNull();
    expect(refuseMove(stage('a', { allowedNext: ['c'] }), stage('a'), false)).toBeNull();
  });

  it('reopen a closed deal only by right, and only into an open stage', () => {
    const won = stage('w', { kind: 'won' });
    expect(refuseMove(won, stage('a'), false)).toBe('closed');
    expect(refuseMove(won, stage('a'), true)).toBeNull();
    expect(refuseMove(won, stage('l', { kind: 'lost' }), true)).toBe('closed');
  });
});
