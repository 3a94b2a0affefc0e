import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { Worker } from '@temporalio/worker';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadWorkflowBundle } from '../bundle.ts';
import { startTestSystem } from '../testing/test-system.ts';
import { scenePayments } from '../testing/replay-scenes/scene-payments.ts';
import { scenes } from '../testing/replay-scenes.ts';

const folder = import.meta.dirname;
const names = Object.keys(scenes);

describe('recorded runs', () => {
  test('every path has a recording, and every recording a path', () => {
    const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
    expect(files.sort()).toEqual(names.map((name) => `${name}.json`).sort());
  });

  test.each(names)('%s goes the same way with the code of today', async (name) => {
    const history: unknown = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
    const workflowBundle = await loadWorkflowBundle();
    await Worker.runReplayHistory({ workflowBundle }, history, name);
  });

  test('a run that went another way would be found', async () => {
    const recorded = readFileSync(join(folder, 'conversion-clear.json'), 'utf8');
    const history: unknown = JSON.parse(recorded.replaceAll('"findMatches"', '"somethingElse"'));
    const workflowBundle = await loadWorkflowBundle();
    const replay = Worker.runReplayHistory({ workflowBundle }, history, 'another-way');
    await expect(replay).rejects.toThrow(/determinis/iu);
  });
});

// After a deliberate change of a workflow: CRM_RECORD_HISTORIES=lead-intake npm test -- apps/worker/src/replay -t anew
const recorded = process.env['CRM_RECORD_HISTORIES'];
if (recorded !== undefined) {
  test('anew: every path whose name begins so is written', async () => {
    await using system = await startTestSystem({ payments: scenePayments });
    for (const [name, play] of Object.entries(scenes)) {
      if (!name.startsWith(recorded)) continue;
      system.timeSkipping = null;
      const played = await play(system);
      const { workflowId, runId } = typeof played === 'string' ? { workflowId: played, runId: undefined } : played;
      const handle = system.client.workflow.getHandle(workflowId, runId, { followRuns: false });
      await handle.result().catch(() => undefined);
      const history = JSON.parse(historyToJSON(await handle.fetchHistory()), withoutPlace);
      writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(history, null, 1)}\n`);
    }
  }, 240_000);
}

/** Leaves out on which machine and in which folder it was recorded. */
function withoutPlace(key: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (key === 'stackTrace') return '';
  return value.replace(/^\d+@[^-]+/u, 'worker');
}
