import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { storageKeyOf } from '@crm/core/attachment/upload';
import type { ServiceContext } from '@crm/core/context';
import { operationService } from '@crm/core/operation/operation.service';
import { operationInput } from '@crm/domain/operation/operation';
import { operation } from '@crm/domain/processes/operation';
import { OperationScenes } from '../testing/operation-scenes.ts';
import { startTestSystem, type TestSystem } from '../testing/test-system.ts';

let system: TestSystem;
let scenes: OperationScenes;
beforeAll(async () => {
  system = await startTestSystem();
  scenes = new OperationScenes(system);
});
afterAll(() => system[Symbol.asyncDispose]());

test('edits more records than a slice holds, once each, and is undone by a run of its own', async () => {
  await scenes.leads('many', 220);
  const { id, processId } = await scenes.edit('many');
  await system.reaches(processId, 'completed');
  expect(await get(id)).toMatchObject({ state: 'completed', counts: { total: 220, done: 220, pending: 0 } });
  expect(await scenes.versions('many')).toEqual([{ version: 2, count: 220 }]);
  const undone = await asRep((ctx) => operationService.undo(ctx, id, { onConflict: 'keep' }));
  await system.reaches(undone.processId ?? '', 'completed');
  expect(await get(id)).toMatchObject({ state: 'undone', counts: { undone: 220 } });
  await system.reaches(processId, 'undone');
});

test('paused it stands still, resumed it goes on, cancelled its run ends', async () => {
  await system.stopAll();
  await scenes.leads('paused', 3);
  const { id, processId } = await scenes.edit('paused');
  await asRep((ctx) => operationService.pause(ctx, id));
  system.startRelay();
  await system.startWorker();
  await began(id);
  expect(await get(id)).toMatchObject({ state: 'paused', counts: { done: 0 } });
  await asRep((ctx) => operationService.resume(ctx, id));
  await system.reaches(processId, 'completed');

  await scenes.leads('cancelled', 3);
  const other = await scenes.edit('cancelled');
  await asRep((ctx) => operationService.cancel(ctx, other.id));
  await system.reaches(other.processId, 'cancelled');
  expect(await get(other.id)).toMatchObject({ state: 'cancelled', counts: { done: 0, pending: 0 } });
});

test('an operation whose run is ended in Temporal is closed with it', async () => {
  await scenes.leads('ended', 3);
  await system.stopAll();
  const { id, processId } = await scenes.edit('ended');
  await asRep((ctx) => operationService.pause(ctx, id));
  system.startRelay();
  await system.startWorker();
  await began(id);
  await system.client.workflow.getHandle(operation.workflowId(id)).cancel();
  await system.reaches(processId, 'cancelled');
  await system.until(async () => (await get(id)).state === 'cancelled');
});

test('an export becomes a file of the operation', async () => {
  await scenes.leads('export', 220);
  const input = operationInput.parse({
    kind: 'export',
    resource: 'lead',
    filter: { source: 'export' },
    format: 'jsonl',
  });
  const { id, processId } = await asRep((ctx) => operationService.create(ctx, input));
  await system.reaches(processId ?? '', 'completed');
  const { file } = await get(id);
  expect(file).toMatchObject({ fileName: expect.stringMatching(/^leads-.*\.jsonl$/u) });
  const stored = await system.files.get(storageKeyOf(file?.id ?? ''));
  if (stored === null) throw new Error('There is no file.');
  const lines = (await text(stored)).trimEnd().split('\n');
  expect(lines).toHaveLength(220);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ last_name: expect.any(String), assignee: { name: 'north-rep' } });
});

function asRep<T>(run: (ctx: ServiceContext) => Promise<T>): Promise<T> {
  return system.bench.as(system.bench.company.users.northRep, run);
}

function get(id: string) {
  return asRep((ctx) => operationService.get(ctx, id));
}

/** Whether the run has found out that it is paused. */
async function began(id: string): Promise<void> {
  const run = system.client.workflow.getHandle(operation.workflowId(id));
  await system.until(async () => ((await run.describe().catch(() => null))?.raw.pendingActivities ?? []).length > 0);
}
