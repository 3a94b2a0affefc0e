import { randomUUIDv7 } from 'node:crypto';
import { jsonb } from '@crm/db/database';
import { database } from '@crm/db/orm';
import {
  undoDays,
  type ConversionMatches,
  type ConversionRow,
  type ConvertInput,
} from '@crm/domain/lead/lead-conversion';
import type { ChosenMatch, ConversionResult, SettledMatch } from '@crm/domain/processes/lead-conversion';
import type { ServiceContext } from '../context.ts';
import type { ImagesAfter, ImagesBefore } from './record-images.ts';

const dayMs = 86_400_000;

/** A conversion as it was asked for, with what it found. */
export async function insertConversion(
  ctx: ServiceContext,
  { processId, leadId, input }: { readonly processId: string; readonly leadId: string; readonly input: ConvertInput },
): Promise<void> {
  await database(ctx.em)
    .insertInto('crm_conversions')
    .values({ id: randomUUIDv7(), processId, leadId, input: jsonb(input) })
    .execute();
}

function selectConversions(ctx: ServiceContext) {
  return database(ctx.em).selectFrom('crm_conversions').selectAll();
}

export type Conversion = Awaited<ReturnType<ReturnType<typeof selectConversions>['execute']>>[number];

export async function loadConversion(ctx: ServiceContext, processId: string): Promise<Conversion> {
  return selectConversions(ctx).where('processId', '=', processId).executeTakeFirstOrThrow();
}

/** The conversion of a lead that was asked for last; `null` when there was none. */
export async function latestConversion(ctx: ServiceContext, leadId: string): Promise<Conversion | null> {
  const rows = selectConversions(ctx).where('leadId', '=', leadId).orderBy('id', 'desc').limit(1);
  return (await rows.executeTakeFirst()) ?? null;
}

/** The conversion that a lead owes its state to; `null` when it is not converted. */
export async function presentConversionOf(ctx: ServiceContext, leadId: string): Promise<Conversion | null> {
  const rows = selectConversions(ctx)
    .where('leadId', '=', leadId)
    .where('convertedAt', 'is not', null)
    .where('undoneAt', 'is', null);
  return (await rows.executeTakeFirst()) ?? null;
}

export async function storeMatches(ctx: ServiceContext, processId: string, matches: ConversionMatches): Promise<void> {
  await database(ctx.em)
    .updateTable('crm_conversions')
    .set({ matches: jsonb(matches) })
    .where('processId', '=', processId)
    .execute();
}

/** Who chose what; `null` when it is to be chosen anew. */
export async function storeChoice(ctx: ServiceContext, processId: string, chosen: ChosenMatch | null): Promise<void> {
  const choice = chosen === null ? null : jsonb({ accountId: chosen.accountId, contactId: chosen.contactId });
  await database(ctx.em)
    .updateTable('crm_conversions')
    .set({ choice, chosenBy: chosen?.chosenBy ?? null })
    .where('processId', '=', processId)
    .execute();
}

export interface Converted {
  readonly settled: SettledMatch;
  readonly result: ConversionResult;
  readonly followUpId: string;
  readonly before: ImagesBefore;
  readonly after: ImagesAfter;
}

/** Writes down what a conversion did and how everything looked before and after: what undoing goes by. */
export async function storeConverted(ctx: ServiceContext, processId: string, done: Converted): Promise<void> {
  const { accountId, contactId, chosenBy } = done.settled;
  await database(ctx.em)
    .updateTable('crm_conversions')
    .set({
      ...done.result,
      choice: jsonb({ accountId, contactId }),
      chosenBy,
      accountCreated: accountId === null,
      contactCreated: contactId === null,
      followUpId: done.followUpId,
      before: jsonb(done.before),
      after: jsonb(done.after),
      convertedAt: ctx.now,
    })
    .where('processId', '=', processId)
    .execute();
}

export async function storeUndone(ctx: ServiceContext, processId: string): Promise<void> {
  await database(ctx.em)
    .updateTable('crm_conversions')
    .set({ undoneAt: ctx.now, undoneBy: ctx.actor.id })
    .where('processId', '=', processId)
    .execute();
}

/** What the lead became; `null` while the conversion is not done. */
export function resultOf({ accountId, contactId, opportunityId }: Conversion): ConversionResult | null {
  return accountId === null || contactId === null || opportunityId === null
    ? null
    : { accountId, contactId, opportunityId };
}

/** Until when a conversion can be taken back. */
export function undoableUntil(convertedAt: Date): Date {
  return new Date(convertedAt.getTime() + undoDays * dayMs);
}

/** A conversion as it leaves the server; `null` for one that is not done. */
export function presentConversion(row: Conversion): ConversionRow | null {
  const result = resultOf(row);
  if (result === null || row.convertedAt === null) return null;
  return {
    leadId: row.leadId,
    processId: row.processId,
    ...result,
    accountCreated: row.accountCreated === true,
    contactCreated: row.contactCreated === true,
    convertedAt: row.convertedAt.toISOString(),
    undoableUntil: undoableUntil(row.convertedAt).toISOString(),
    undoneAt: row.undoneAt?.toISOString() ?? null,
  };
}
