import { database } from '@crm/db/orm';
import { DomainError } from '@crm/domain/errors';
import { convertInput } from '@crm/domain/lead/lead-conversion';
import type { ProcessKind } from '@crm/domain/process/process';
import type { ServiceContext } from '../context.ts';
import { loadConversion } from '../lead/lead-conversion-row.ts';
import { leadService } from '../lead/lead.service.ts';
import type { ProcessDraft } from './process-progress.ts';
import { findOpenProcess, startProcess } from './process-start.ts';
import { ownerOfSubject } from './process-subject.ts';

type Input = Readonly<Record<string, unknown>>;

interface Repeatable {
  /** What it was started with, for a person to change; `null` where there is nothing to change. */
  input(ctx: ServiceContext, processId: string): Promise<Input | null>;
  /** @returns the new process */
  run(ctx: ServiceContext, process: ProcessDraft, input: Input): Promise<string>;
}

/** The same once more, with nothing to change. */
const anew: Repeatable = {
  input: () => Promise.resolve(null),
  run: async (ctx, { kind, subject, runsFor }) =>
    startProcess(ctx, { kind, subject: { ...subject, ...(await ownerOfSubject(ctx, subject)) }, runsFor }),
};

/** How each kind is run again, with its own rules and guards. Kinds that begin in one way only are not here. */
const repeatable: Readonly<Partial<Record<ProcessKind, Repeatable>>> = {
  'lead-intake': anew,
  'follow-up': anew,
  'lead-conversion': {
    input: async (ctx, processId) => (await loadConversion(ctx, processId)).input,
    run: async (ctx, { runsFor }, input) => (await leadService.convert(ctx, runsFor, convertInput.parse(input))).id,
  },
};

/** What a process of its kind can be run again with; `null` where nothing can be changed. */
export async function inputOf(ctx: ServiceContext, { id, kind }: { id: string; kind: ProcessKind }) {
  return (await repeatable[kind]?.input(ctx, id)) ?? null;
}

/**
 * Runs a process that is over once more, as a new one that names the old.
 * @param input instead of what it was started with
 * @throws DomainError `invalid_transition` while the same is under way, and what its kind refuses
 */
export async function repeat(ctx: ServiceContext, process: ProcessDraft, input: Input | undefined): Promise<string> {
  const how = repeatable[process.kind];
  const running = await findOpenProcess(ctx, process.kind, process.runsFor);
  if (how === undefined || running !== null) {
    const why = running === null ? 'This kind of process is not run again by hand.' : 'The same is under way already.';
    throw new DomainError('invalid_transition', why, { from: process.state, allowed: [], process_id: running });
  }
  const id = await how.run(ctx, process, input ?? (await how.input(ctx, process.id)) ?? {});
  await database(ctx.em).updateTable('crm_processes').set({ restartedFrom: process.id }).where('id', '=', id).execute();
  return id;
}
