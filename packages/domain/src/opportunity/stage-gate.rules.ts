/** Fields that a stage may ask for before a deal enters it. */
export const gateFields = [
  'amountMinor',
  'currency',
  'expectedCloseDate',
  'primaryContactId',
  'accountId',
  'lossReason',
] as const;
export type GateField = (typeof gateFields)[number];

/** @returns the fields that the stage asks for and the deal does not have, in the stage's order */
export function missingForStage(
  requiredFields: readonly GateField[],
  deal: Readonly<Partial<Record<GateField, unknown>>>,
): readonly GateField[] {
  return requiredFields.filter((field) => deal[field] === null || deal[field] === undefined || deal[field] === '');
}

export interface StageFacts {
  readonly id: string;
  readonly pipelineId: string;
  readonly kind: 'open' | 'won' | 'lost';
  /** Stages that may be entered from here; empty means all of the pipeline. */
  readonly allowedNext: readonly string[];
}

export type MoveRefusal = 'other_pipeline' | 'not_allowed_from_here' | 'closed';

/**
 * Whether a deal may go from one stage to another. A closed deal does not move on; whoever may reopen it moves it to an
 * open stage.
 */
export function refuseMove(from: StageFacts, to: StageFacts, mayReopen: boolean): MoveRefusal | null {
  if (from.pipelineId !== to.pipelineId) return 'other_pipeline';
  if (from.id === to.id) return null;
  if (from.kind !== 'open') return mayReopen && to.kind === 'open' ? null : 'closed';
  if (from.allowedNext.length > 0 && !from.allowedNext.includes(to.id)) return 'not_allowed_from_here';
  return null;
}
