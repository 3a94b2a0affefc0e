import { stopProcess } from '@crm/local/process';
import { findLiveProcess, removeProcessRecord } from '@crm/local/process-record';
import type { CliConfig } from '../env.ts';
import type { Progress } from '../output.ts';
import { stopSystem } from '../system/system.ts';
import { supervisorName } from './up.ts';

const stopMs = 90_000;

/**
 * Stops all that was started for this data folder, also what an earlier run left. Data stay.
 * @returns the exit code.
 */
export async function runDown(config: CliConfig, progress: Progress): Promise<number> {
  const supervisor = findLiveProcess(config.dataDir, supervisorName);
  await progress.step('Stopping', async ({ conclude }) => {
    // It stops its parts itself; were they stopped first, it would start them again.
    if (supervisor !== undefined) await stopProcess(supervisor, { graceMs: stopMs });
    removeProcessRecord(config.dataDir, supervisorName);
    const left = await stopSystem(config);
    if (supervisor !== undefined) conclude('the running system');
    else conclude(left.length === 0 ? 'nothing was running' : left.join(', '));
  });
  return 0;
}
