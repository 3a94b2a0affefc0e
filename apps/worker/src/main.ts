import type { Ports } from '@crm/core/context';
import { dnsEmailCheck } from '@crm/core/ports/dns-email-check';
import { CustomFieldCatalogue } from '@crm/core/custom-field/catalogue';
import { noDocuments } from '@crm/core/ports/document-renderer';
import { uncheckedEmail } from '@crm/core/ports/email-check';
import { listen } from '@crm/db/listen';
import { createOrm } from '@crm/db/orm';
import { taskQueue } from '@crm/domain/processes/contract';
import { openFileStore } from '@crm/storage/settings';
import { loadWorkflowBundle } from './bundle.ts';
import { connectWorker, createClient } from './connect.ts';
import { readEnv, type WorkerEnv } from './env.ts';
import { createLog, installRuntimeLog } from './log.ts';
import { startRelay } from './relay/relay.ts';
import { createWorker } from './worker.ts';

const env = settings();
const log = createLog(env.LOG_LEVEL);
installRuntimeLog(log);

const stopping = new AbortController();
process.once('SIGTERM', () => stopping.abort());
process.once('SIGINT', () => stopping.abort());

const orm = await createOrm(env.DATABASE_URL, { poolMax: env.DATABASE_POOL, applicationName: 'crm-worker' });
const fork = () => orm.em.fork();
const customFields = new CustomFieldCatalogue();
const listener = listen(env.DATABASE_URL, {
  channels: ['crm_custom_fields'],
  onNotify: () => customFields.drop(),
  onState: (listening) => customFields.setListening(listening),
});
const ports: Ports = {
  emailCheck: env.CRM_EMAIL_CHECK === 'dns' ? dnsEmailCheck() : uncheckedEmail,
  documents: noDocuments,
  // A step never asks a run: what it has to say it returns.
  processes: { chooseMatch: () => Promise.reject(new Error('Only people choose.')) },
  temporalUiUrl: null,
  customFields,
};
const client = createClient(env.TEMPORAL_ADDRESS, env.TEMPORAL_NAMESPACE);
const [bundle, connection] = await Promise.all([
  loadWorkflowBundle(),
  connectWorker(env.TEMPORAL_ADDRESS, log, stopping.signal),
]);

if (connection !== null) {
  const worker = await createWorker({
    connection,
    bundle,
    log,
    queue: taskQueue,
    namespace: env.TEMPORAL_NAMESPACE,
    deps: {
      fork,
      ports,
    },
    graceSeconds: env.CRM_WORKER_GRACE_SECONDS,
    maxCachedWorkflows: env.CRM_WORKER_CACHE,
    buildId: env.CRM_WORKER_BUILD_ID,
  });
  const relay = startRelay({
    databaseUrl: env.DATABASE_URL,
    client,
    queue: taskQueue,
    log,
    ports,
    files: await openFileStore(env),
    fork,
  });
  stopping.signal.addEventListener('abort', () => {
    if (worker.getState() === 'RUNNING') worker.shutdown();
  });
  log.info({ address: env.TEMPORAL_ADDRESS, namespace: env.TEMPORAL_NAMESPACE }, 'ready');
  // Ends when it was asked to; if it breaks, this process ends with an error and is started again.
  await worker.run();
  await relay.stop();
  await connection.close();
}
await client.connection.close();
await listener.close();
await orm.close();
log.info('stopped');

/** A wrong setting is told in one line, without a stack that nobody needs. */
function settings(): WorkerEnv {
  try {
    return readEnv(process.env);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
