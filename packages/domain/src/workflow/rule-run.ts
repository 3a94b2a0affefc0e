import { z } from 'zod';
import { id, isoDateTime } from '../scalars.ts';
import { typeNames } from '../type-names.ts';

/** What fires a rule. */
export const firings = ['created', 'updated', 'form_posted', 'date_reached', 'schedule', 'webhook', 'manual'] as const;
export type Firing = (typeof firings)[number];

/**
 * `queued`: nobody has looked yet whether it fits. `running`: its process is at it, or has failed. `done`. `skipped`: its
 * conditions did not hold. `stopped`: rules fired one another without end, or one fired too often.
 */
export const ruleRunStates = ['queued', 'running', 'done', 'skipped', 'stopped'] as const;

/** Why a run came to nothing. */
export const ruleRunReasons = ['conditions', 'gone', 'no_subject', 'once', 'loop', 'limit'] as const;

/** One action that was done: what the rule asked for, and what came of it. */
export const ruleRunStep = z
  .object({
    do: z.string(),
    at: isoDateTime,
    /** What the rule says. */
    input: z.record(z.string(), z.unknown()),
    /** What it changed, or how long it waits. */
    output: z.record(z.string(), z.unknown()),
  })
  .register(typeNames, { name: 'RuleRunStep' });
export type RuleRunStep = z.output<typeof ruleRunStep>;

export const ruleRunRow = z
  .object({
    id,
    ruleVersion: z.number().int(),
    entity: z.string(),
    recordId: id,
    firedBy: z.enum(firings),
    causedBy: id.nullable(),
    depth: z.number().int(),
    state: z.enum(ruleRunStates),
    reason: z.enum(ruleRunReasons).nullable(),
    processId: id.nullable(),
    /** Of its process: why it does not go on. */
    error: z.string().nullable(),
    steps: z.array(ruleRunStep),
    createdAt: isoDateTime,
    endedAt: isoDateTime.nullable(),
  })
  .register(typeNames, { name: 'RuleRun' });
export type RuleRunRow = z.output<typeof ruleRunRow>;

/** A rule is started by a person for these records. */
export const runRuleInput = z.strictObject({ recordIds: z.array(id).min(1).max(200) });

export const ruleRunList = z.object({ items: z.array(ruleRunRow) });
