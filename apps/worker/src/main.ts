import type { Ports } from '@crm/core/context';
import { dnsEmailCheck } from '@crm/core/ports/dns-email-check';
import { CustomFieldCatalogue } from '@crm/core/custom-field/catalogue';
import { uncheckedEmail } from '@crm/core/ports/email-check';
import { createOfferLinks } from '@crm/core/quote/offer-links';
import { createWebhookKeys } from '@crm/core/webhook/webhook-signing';
import { createUnsubscribeLinks } from '@crm/core/notification/unsubscribe-links';
import { listen } from '@crm/db/listen';
import { createOrm } from '@crm/db/orm';
import { pdfDocuments } from '@crm/documents/pdf-documents';
import { taskQueue } from '@crm/domain/processes/contract';
import { createMetrics, serveMetrics, watchPool } from '@crm/telemetry/metrics';
import { traceQueries } from '@crm/telemetry/queries';
import { activeTrace } from '@crm/telemetry/spans';
import { startTracing } from '@crm/telemetry/tracing';
import { openFileStore } from '@crm/storage/settings';
import { loadWorkflowBundle } from './bundle.ts';
import { connectWorker, createClient } from './connect.ts';
import { readEnv, type WorkerEnv } from './env.ts';
import { countWork } from './counts.ts';
import { createLog, installRuntime } from './log.ts';
import { findFreePort, readBoth } from './metrics.ts';
import { smtpPost } from './telling/smtp-post.ts';
import { startTeller } from './telling/teller.ts';
import { webPushPost } from './telling/web-push-post.ts';
import { startRelay } from './relay/relay.ts';
import { httpProvider } from './payments/http-provider.ts';
import { createWorker } from './worker.ts';

const env = settings();
const log = createLog(env.LOG_LEVEL);
const tracing = await startTracing(process.env, 'crm-worker');
const metrics = createMetrics();
const counts = countWork(metrics);
const sdkMetrics = env.CRM_METRICS_PORT === undefined ? undefined : `127.0.0.1:${await findFreePort()}`;
installRuntime(log, sdkMetrics);

const stopping = new AbortController();
process.once('SIGTERM', () => stopping.abort());
process.once('SIGINT', () => stopping.abort());

const orm = await createOrm(env.DATABASE_URL, {
  poolMax: env.DATABASE_POOL,
  applicationName: 'crm-worker',
  onPool(pool) {
    traceQueries(pool);
    watchPool(metrics, pool);
  },
});
const fork = () => orm.em.fork();
const customFields = new CustomFieldCatalogue();
const listener = listen(env.DATABASE_URL, {
  channels: ['crm_custom_fields'],
  onNotify: () => customFields.drop(),
  onState: (listening) => customFields.setListening(listening),
});
const ports: Ports = {
  emailCheck: env.CRM_EMAIL_CHECK === 'dns' ? dnsEmailCheck() : uncheckedEmail,
  documents: pdfDocuments({ seller: env.CRM_SELLER ?? null }),
  // Only the API hears them.
  ruleHooks: null,
  offerLinks: env.CRM_SECRET === undefined ? null : createOfferLinks(env.CRM_SECRET),
  webhookKeys: env.CRM_SECRET === undefined ? null : createWebhookKeys(env.CRM_SECRET),
  allowedHosts: env.CRM_ALLOWED_HOSTS,
  // A step never asks a run: what it has to say it returns.
  processes: { decide: () => Promise.reject(new Error('Only people decide.')) },
  temporalUiUrl: null,
  pushKey: null,
  customFields,
  trace: activeTrace,
  workerVersions: () => Promise.resolve([]),
};
const client = createClient(env.TEMPORAL_ADDRESS, env.TEMPORAL_NAMESPACE);
const files = await openFileStore(env);
// This needs no workflow server: people are told while that one is away.
const teller = startTeller({
  databaseUrl: env.DATABASE_URL,
  log,
  fork,
  ports,
  mail: openMail(),
  pushes: openPushes(),
  onTold: (by, outcome) => counts.told(by, outcome),
});
const metricsServer = await serveMetrics(env, metrics.contentType, () => readBoth(metrics, sdkMetrics));
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
      files,
      payments: openPayments(),
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
    files,
    fork,
    onDelivered: (command, outcome) => counts.delivered(command, outcome),
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
await teller.stop();
await client.connection.close();
await listener.close();
await orm.close();
metricsServer?.close();
await tracing?.stop();
log.info('stopped');

function openMail() {
  const { SMTP_URL: url, CRM_MAIL_FROM: from, CRM_PUBLIC_URL: publicUrl, CRM_SECRET: secret } = env;
  if (url === undefined || from === undefined || publicUrl === undefined || secret === undefined) {
    log.info('SMTP_URL is not set: mails wait');
    return null;
  }
  return { post: smtpPost(url), files, from, publicUrl, links: createUnsubscribeLinks(secret) };
}

function openPayments() {
  const { CRM_PAYMENTS_URL: url, CRM_PAYMENTS_KEY: key, CRM_PUBLIC_URL: publicUrl } = env;
  if (url === undefined || key === undefined) return null;
  return httpProvider({ url, key, callbackUrl: publicUrl ? new URL('/callbacks/payments', publicUrl).href : null });
}

function openPushes() {
  const { CRM_PUSH_PUBLIC_KEY: publicKey, CRM_PUSH_PRIVATE_KEY: privateKey, CRM_MAIL_FROM: from } = env;
  if (publicKey === undefined || privateKey === undefined || from === undefined) return null;
  return webPushPost({ publicKey, privateKey, contact: `mailto:${from.address}` });
}

/** A wrong setting is told in one line, without a stack that nobody needs. */
function settings(): WorkerEnv {
  try {
    return readEnv(process.env);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
