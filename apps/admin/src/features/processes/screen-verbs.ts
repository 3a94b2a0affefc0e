import type { ProcessRow } from '@crm/domain/process/process';
import { api } from '#admin/lib/trpc.ts';

/** The verbs of a process, in the order in which a menu offers them. */
export const screenVerbs = ['retry', 'resume', 'restart', 'runAgain', 'pause', 'skip', 'cancel', 'terminate'] as const;
export type ScreenVerb = (typeof screenVerbs)[number];

/** What cannot be taken back asks why. */
export function asksWhy(verb: ScreenVerb): boolean {
  return verb === 'skip' || verb === 'terminate';
}

/** What a person says with a verb. */
export interface VerbWords {
  readonly reason: string;
  /** Where it begins anew. */
  readonly step: string | undefined;
  /** With what it is run again. */
  readonly input: Readonly<Record<string, unknown>> | undefined;
}

/** Does it. @returns the process, for `runAgain` the new one */
export function steer(id: string, verb: ScreenVerb, { reason, step, input }: VerbWords): Promise<ProcessRow> {
  const why = reason === '' ? {} : { reason };
  switch (verb) {
    case 'restart':
      return api.process.restart.mutate({ id, data: { ...why, ...(step !== undefined && { step }) } });
    case 'runAgain':
      return api.process.runAgain.mutate({ id, data: { ...why, ...(input && { input: { ...input } }) } });
    case 'skip':
    case 'terminate':
      return api.process[verb].mutate({ id, data: { reason } });
    default:
      return api.process[verb].mutate({ id, data: why });
  }
}
