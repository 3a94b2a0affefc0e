import { randomUUID } from 'node:crypto';
import { waitFor } from '@crm/local/wait';
import { z } from 'zod';
import { auditConversion } from './books.ts';
import { holdAt, type Ordered, type Point } from './points.ts';
import { PatientClient } from './rest.ts';
import type { ChaosSystem, Part } from './system.ts';

export interface CaseResult {
  readonly part: Part;
  readonly point: Point;
  /** Conversions until one stood at the point when the part was killed. */
  readonly tries: number;
  /** From the kill to the finished conversion. */
  readonly seconds: number;
  readonly wrong: readonly string[];
}

const mostTries = 10;
/** A charge whose outcome is unknown is asked about later and later. */
const endMs = 300_000;
const made = z.object({ id: z.string() });
/** A qualified lead of the sales rep, known to nobody; or with a company of whose name there are two. */
export async function prepareLead(rep: PatientClient, admin: PatientClient, unclear: boolean): Promise<string> {
  const mark = randomUUID().slice(0, 8);
  const company = `Chaos ${mark}`;
  if (unclear) {
    for (const name of [company, `${company} LLC`])
      await admin.need('POST', '/crm/v1/accounts', { name, confirm_duplicate: true });
  }
  const lead = { first_name: 'Ada', last_name: 'Byron', company, email: `ada@${mark}.example` };
  const { id } = made.parse(await rep.need('POST', '/crm/v1/leads', lead));
  await rep.need('POST', `/crm/v1/leads/${id}/qualify`, {});
  // The intake writes to the lead too: when it is over, only the conversion can stand still.
  await until('the intake', async () => (await rep.need('GET', `/crm/v1/leads/${id}`))['score'] !== null);
  return id;
}

export async function until(what: string, check: () => Promise<boolean>): Promise<void> {
  const found = await waitFor(async () => ((await check()) ? true : undefined), { timeoutMs: endMs });
  if (found === undefined) throw new Error(`Waited in vain for ${what}.`);
}

/** One kill at one point. */
export async function runCase(system: ChaosSystem, part: Part, point: Point): Promise<CaseResult> {
  const rep = new PatientClient(system.url, system.login('sales_rep'));
  const admin = new PatientClient(system.url, system.login('admin'));
  for (let tries = 1; tries <= mostTries; tries += 1) {
    const leadId = await prepareLead(rep, admin, point === 'choice');
    const held = await holdAt(point, system.databaseUrl, rep);
    const key = randomUUID();
    const ordered: Ordered = {
      leadId,
      processId: made.parse(await rep.need('POST', `/crm/v1/leads/${leadId}/convert`, {}, key)).id,
    };
    const hit = await held.reached(ordered);
    const killedAt = performance.now();
    const choosing = point === 'choice' ? choose(rep, leadId) : null;
    if (hit) await system.kill(part);
    await held.letGo();
    await choosing;
    await until(
      'the conversion',
      async () => (await rep.need('GET', `/crm/v1/leads/${leadId}`))['status'] === 'converted',
    );
    const seconds = Math.round((performance.now() - killedAt) / 100) / 10;
    await system.ready();
    if (!hit) continue;
    await until(
      'the end of the run',
      async () => (await rep.need('GET', `/crm/v1/processes/${ordered.processId}`))['state'] === 'completed',
    );
    const wrong = await auditSoon(system, leadId);
    const again = await rep.call('POST', `/crm/v1/leads/${leadId}/convert`, {}, key);
    if (again.body['id'] !== ordered.processId) wrong.push('the same request again gave another answer');
    return { part, point, tries, seconds, wrong };
  }
  return { part, point, tries: mostTries, seconds: 0, wrong: ['the point was never reached'] };
}

/** The run in Temporal ends a moment after the row in the database. */
export async function auditSoon(system: ChaosSystem, leadId: string): Promise<string[]> {
  let wrong: string[] = [];
  await waitFor(
    async () => {
      wrong = await auditConversion(system.databaseUrl, system.temporalAddress, leadId).catch((error: unknown) => [
        String(error),
      ]);
      return wrong.length === 0 ? true : undefined;
    },
    { timeoutMs: 15_000, intervalMs: 500 },
  );
  return wrong;
}

async function choose(rep: PatientClient, leadId: string): Promise<void> {
  await rep.need('POST', `/crm/v1/leads/${leadId}/conversion/choice`, { account_id: null, contact_id: null });
}
