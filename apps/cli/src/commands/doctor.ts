import { findMail } from '@crm/local/mail';
import { findPostgres, startPostgres } from '@crm/local/postgres';
import { findLiveProcess } from '@crm/local/process-record';
import { openFileStore } from '@crm/storage/settings';
import { describeError, wrong, type Check, type Finding, type Targets } from '../doctor/check.ts';
import { checkClock, checkDatabase, checkSchema } from '../doctor/database.ts';
import { checkMail } from '../doctor/mail.ts';
import { checkFiles, checkStorage } from '../doctor/surroundings.ts';
import { checkQueues, checkTemporal } from '../doctor/temporal.ts';
import type { CliConfig } from '../env.ts';
import { green, print, printJson, red } from '../output.ts';

/**
 * Looks at everything the system needs, and says in one line each what is the case and what to do.
 * @returns the exit code: 1 when anything is wrong.
 */
export async function runDoctor(config: CliConfig, { json }: { readonly json: boolean }): Promise<number> {
  const targets = await findTargets(config);
  const checks = [
    checkDatabase(targets),
    checkSchema(targets),
    checkTemporal(targets, config.namespace),
    checkQueues(targets, config.namespace),
    checkMail(targets),
    checkStorage(config.dataDir),
    checkFiles(() => openFileStore(config.storage)),
    checkClock(targets),
  ];
  const findings = await Promise.all(checks.map(lookSafely));
  if (json) printJson(findings);
  else print(findings.map(formatFinding).join('\n'));
  return findings.every(({ ok }) => ok) ? 0 : 1;
}

type NamedFinding = Finding & { readonly name: string };

async function lookSafely({ name, look }: Check): Promise<NamedFinding> {
  try {
    return { name, ...(await look()) };
  } catch (error) {
    return { name, ...wrong(`could not be looked at: ${describeError(error)}`, 'See the lines above first.') };
  }
}

function formatFinding({ name, ok, detail, advice }: NamedFinding): string {
  const nameWidth = 10;
  const line = `${ok ? green('✓') : red('✗')} ${name.padEnd(nameWidth)}${detail}`;
  return advice === undefined ? line : `${line} → ${advice}`;
}

/** Existing servers as they are set, own ones only while they run: a look must not start anything. */
async function findTargets(config: CliConfig): Promise<Targets> {
  const { dataDir, databaseUrl, temporalAddress, temporalUiUrl, smtpUrl } = config;
  const temporal = findLiveProcess(dataDir, 'temporal')?.details;
  const isOwn = temporalAddress === undefined && temporal !== undefined;
  return {
    databaseUrl: databaseUrl ?? (await findOwnDatabase(dataDir)),
    temporalAddress: isOwn ? `127.0.0.1:${temporal['port']}` : temporalAddress,
    temporalUiUrl: isOwn ? `http://127.0.0.1:${temporal['uiPort']}` : temporalUiUrl,
    smtp: smtpUrl === undefined ? findMail(dataDir) : { url: smtpUrl, folder: undefined },
  };
}

async function findOwnDatabase(dataDir: string): Promise<string | undefined> {
  const running = findPostgres(dataDir);
  return running === undefined ? undefined : (await startPostgres({ dataDir, port: running.port })).url;
}
