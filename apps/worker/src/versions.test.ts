import { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Worker } from '@temporalio/worker';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { testPorts } from '@crm/core/testing/company';
import { openWorkbench, type Workbench } from '@crm/core/testing/workbench';
import { namespace } from '@crm/domain/processes/contract';
import { openDiskStore } from '@crm/storage/disk';
import { createWorker } from './worker.ts';

type Version = 'first' | 'second';

const queue = `versions-${randomUUID()}`;
let bench: Workbench;
let client: Client;
let native: NativeConnection;
beforeAll(async () => {
  const address = inject('temporalAddress');
  bench = await openWorkbench();
  client = new Client({ connection: await Connection.connect({ address }), namespace });
  native = await NativeConnection.connect({ address });
});
afterAll(async () => {
  await client.connection.close();
  await native.close();
  await bench[Symbol.asyncDispose]();
});

function bundleOf(version: Version) {
  const workflowsPath = join(import.meta.dirname, `testing/versions/${version}.ts`);
  return bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') });
}

/** A worker of a deployment that says which version it is, made the one that new runs go to. */
async function deploy(version: Version) {
  const worker = await createWorker({
    connection: native,
    namespace,
    bundle: await bundleOf(version),
    deps: { fork: () => bench.fork(), ports: testPorts, files: openDiskStore(tmpdir()), payments: null },
    log: pino({ level: 'silent' }),
    queue,
    maxCachedWorkflows: 0,
    graceSeconds: 1,
    buildId: `${version}-${queue}`,
  });
  const ended = worker.run();
  const makeCurrent = () =>
    client.workflowService.setWorkerDeploymentCurrentVersion({
      namespace,
      deploymentName: 'crm',
      buildId: `${version}-${queue}`,
      ignoreMissingTaskQueues: true,
    });
  // The server knows a version once its worker has asked for work.
  await expect.poll(() => makeCurrent().then(() => true), { timeout: 20_000, interval: 100 }).toBe(true);
  return {
    async stop() {
      worker.shutdown();
      await ended;
    },
  };
}

function start() {
  return client.workflow.start('versioned', { taskQueue: queue, workflowId: `versioned-${randomUUID()}` });
}

test('after a change that old runs could not go on with, each run ends on the code that began it', async () => {
  const first = await deploy('first');
  const before = await start();
  await expect
    .poll(async () => (await before.fetchHistory()).events?.length ?? 0, { timeout: 10_000 })
    .toBeGreaterThan(3);
  const second = await deploy('second');
  const after = await start();
  await Promise.all([before, after].map((run) => run.signal('goOn')));
  expect(await Promise.all([before, after].map((run) => run.result()))).toEqual(['first', 'second']);
  const history = await before.fetchHistory();
  const workflowBundle = await bundleOf('second');
  // What would have happened without versions.
  await expect(Worker.runReplayHistory({ workflowBundle }, history)).rejects.toThrow(/determinis/iu);
  await Promise.all([first.stop(), second.stop()]);
}, 60_000);
