import { sql } from 'kysely';
import type { z } from 'zod';
import { database } from '@crm/db/orm';
import { DomainError, refuseFields } from '@crm/domain/errors';
import { captureInput, honeypotField, repeatedPostMinutes } from '@crm/domain/lead/lead-capture';
import { normalizeEmail } from '@crm/domain/normalize/email';
import { toE164 } from '@crm/domain/normalize/phone';
import type { ServiceContext } from '../context.ts';
import { extensionOfNew } from '../extension.ts';
import { requireFeatures } from '../feature/features-off.ts';
import { createLead } from './lead-write.ts';

const minuteMs = 60_000;

/**
 * Takes a post of a public form. What comes out is the same whether the lead is new, known or a robot's: nobody learns
 * from it who is a customer.
 * @param body keys in camelCase, unchecked
 * @throws DomainError `feature_disabled` while leads or processes are switched off, `not_found` for a form that is not
 * there or switched off, `validation_failed` for fields that do not fit, and without the consent that the form asks for
 */
export async function captureLead(ctx: ServiceContext, key: string, body: unknown): Promise<void> {
  await requireFeatures(ctx, 'crm_feature_leads', 'crm_feature_processes');
  const form = await loadForm(ctx, key);
  const { consent, [honeypotField]: trap, ...data } = readPost(body);
  if (trap !== undefined && trap !== null && trap !== '') return;
  if (form.consentRequired && consent !== true) {
    throw refuseFields([
      { field: 'consent', code: 'consent_required', message: 'Agree to be contacted, or we may not keep your data.' },
    ]);
  }
  if (await isRepeated(ctx, form.id, data)) return;
  const source = { source: form.source, sourceDetail: form.name, consent };
  const lead = { ...data, ...source, assignedTo: null };
  await createLead(ctx, lead, { assignedTo: null, teamId: null }, await extensionOfNew(ctx, 'lead'), form);
}

function readPost(body: unknown): z.output<typeof captureInput> {
  const parsed = captureInput.safeParse(body);
  if (parsed.success) return parsed.data;
  throw refuseFields(
    parsed.error.issues.map(({ path, code, message }) => ({ field: path.join('.') || 'body', code, message })),
  );
}

async function loadForm(ctx: ServiceContext, key: string) {
  const form = await database(ctx.em)
    .selectFrom('crm_forms')
    .select(['id', 'name', 'source', 'consentRequired'])
    .where('key', '=', key)
    .where('enabled', '=', true)
    .where('deletedAt', 'is', null)
    .executeTakeFirst();
  if (!form) throw new DomainError('not_found', 'There is no such form.', { resource: 'form' });
  return form;
}

interface Reach {
  readonly email: string | null;
  readonly phone: string | null;
  readonly country: string | null;
}

/** Whether the same person sent the same form a moment ago. Posts of one person wait for each other. */
async function isRepeated(ctx: ServiceContext, formId: string, { email, phone, country }: Reach): Promise<boolean> {
  const db = database(ctx.em);
  const emailNormalized = email === null ? null : normalizeEmail(email);
  const phoneE164 = phone === null ? null : toE164(phone, country ?? undefined);
  for (const reach of [emailNormalized, phoneE164].filter((known) => known !== null)) {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`crm.capture:${formId}:${reach}`}, 0))`.execute(db);
  }
  const earlier = await db
    .selectFrom('crm_leads')
    .select('id')
    .where('formId', '=', formId)
    .where('createdAt', '>', new Date(ctx.now.getTime() - repeatedPostMinutes * minuteMs))
    .where((eb) =>
      eb.or([
        ...(emailNormalized === null ? [] : [eb('emailNormalized', '=', emailNormalized)]),
        ...(phoneE164 === null ? [] : [eb('phoneE164', '=', phoneE164)]),
      ]),
    )
    .limit(1)
    .executeTakeFirst();
  return earlier !== undefined;
}
