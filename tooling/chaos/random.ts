import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { auditSoon, prepareLead, until } from './cases.ts';
import { PatientClient } from './rest.ts';
import { parts, type ChaosSystem, type Part } from './system.ts';

interface RandomResult {
  readonly conversions: number;
  readonly kills: readonly Part[];
  readonly seconds: number;
  readonly wrong: readonly string[];
}

const conversions = 24;
const kills = 8;
const shortestPauseMs = 500;
const longestPauseMs = 4_000;

/** Conversions one after the other in four lines, while parts are killed at random moments. */
export async function runRandom(system: ChaosSystem, tell: (line: string) => void): Promise<RandomResult> {
  const began = performance.now();
  const rep = new PatientClient(system.url, system.login('sales_rep'));
  const admin = new PatientClient(system.url, system.login('admin'));
  const converted: string[] = [];
  let ordered = 0;
  const line = async () => {
    while (ordered < conversions) {
      ordered += 1;
      const leadId = await prepareLead(rep, admin, false);
      await rep.need('POST', `/crm/v1/leads/${leadId}/convert`, {}, randomUUID());
      await until(
        'a conversion',
        async () => (await rep.need('GET', `/crm/v1/leads/${leadId}`))['status'] === 'converted',
      );
      converted.push(leadId);
    }
  };
  const killed: Part[] = [];
  const killing = async () => {
    while (killed.length < kills && converted.length < conversions) {
      await sleep(shortestPauseMs + Math.random() * (longestPauseMs - shortestPauseMs));
      const part = parts[Math.floor(Math.random() * parts.length)] ?? 'worker';
      await system.kill(part);
      killed.push(part);
      await system.ready();
    }
  };
  await Promise.all([line(), line(), line(), line(), killing()]);
  const wrong: string[] = [];
  for (const leadId of converted) {
    wrong.push(...(await auditSoon(system, leadId)).map((problem) => `${leadId}: ${problem}`));
  }
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  tell(
    `${converted.length} conversions under ${killed.length} kills at random (${killed.join(', ')}): ${wrong.length} wrong`,
  );
  return { conversions: converted.length, kills: killed, seconds, wrong };
}
