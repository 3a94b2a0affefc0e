import { Pool } from 'pg';
import { createOrm } from '@crm/db/orm';
import { CustomFieldCatalogue } from '@crm/core/custom-field/catalogue';
import { uncheckedEmail } from '@crm/core/ports/email-check';
import { dnsEmailCheck } from '@crm/core/ports/dns-email-check';
import { createOfferLinks } from '@crm/core/quote/offer-links';
import { createRuleHookLinks } from '@crm/core/workflow/rule-hook-links';
import { createWebhookKeys } from '@crm/core/webhook/webhook-signing';
import { createUnsubscribeLinks } from '@crm/core/notification/unsubscribe-links';
import { openFileStore } from '@crm/storage/settings';
import { pdfDocuments } from '@crm/documents/pdf-documents';
import { createMetrics, serveMetrics, watchPool } from '@crm/telemetry/metrics';
import { traceQueries } from '@crm/telemetry/queries';
import { activeTrace } from '@crm/telemetry/spans';
import { startTracing } from '@crm/telemetry/tracing';
import { KeyUses } from './auth/api-keys.ts';
import { createAccessTokens } from './auth/access-tokens.ts';
import { createLucia } from './auth/lucia.ts';
import { createSignInThrottle } from './auth/sign-in-throttle.ts';
import { SignedInCache } from './auth/signed-in-cache.ts';
import { createTrustedIssuers, readTrustedIssuers } from './auth/trusted-issuers.ts';
import { buildApp } from './app.ts';
import { readEnv } from './env.ts';
import { createFileLinks } from './files/links.ts';
import { readOperations } from './graphql/operations.ts';
import { LiveChanges } from './live/live-changes.ts';
import { hearNotices } from './live/notices.ts';
import { watchFigures } from './metrics/figures.ts';
import { connectTemporal } from './temporal/connection.ts';
import { readWorkerVersions } from './temporal/worker-versions.ts';
import { createProcessGateway } from './temporal/process-gateway.ts';

const env = readEnv(process.env);
const tracing = await startTracing(process.env, 'crm-api');
const metrics = createMetrics();
const orm = await createOrm(env.DATABASE_URL, {
  poolMax: env.DATABASE_POOL,
  onPool(pool) {
    traceQueries(pool);
    watchPool(metrics, pool);
  },
});
const fork = () => orm.em.fork();
const readFigures = watchFigures(metrics, fork);
const temporal = connectTemporal({ address: env.TEMPORAL_ADDRESS, namespace: env.TEMPORAL_NAMESPACE });
const limits = new Pool({ connectionString: env.DATABASE_URL, max: 2, application_name: 'crm-limits' });
limits.on('error', () => undefined);

const secure = env.CRM_PUBLIC_URL?.startsWith('https:') ?? false;
const cache = new SignedInCache();
const live = new LiveChanges(fork);
const customFields = new CustomFieldCatalogue();
const listener = hearNotices(env.DATABASE_URL, { live, cache, customFields });

const app = await buildApp({
  authenticator: {
    lucia: createLucia(fork, secure),
    accessTokens: createAccessTokens(env.CRM_SECRET),
    cache,
    keyUses: new KeyUses(),
    issuers: createTrustedIssuers(
      env.CRM_TRUSTED_ISSUERS === undefined ? [] : readTrustedIssuers(env.CRM_TRUSTED_ISSUERS),
    ),
    origins: env.CRM_CORS_ORIGINS ?? [],
  },
  throttle: createSignInThrottle(limits),
  live,
  ports: {
    emailCheck: env.CRM_EMAIL_CHECK === 'dns' ? dnsEmailCheck() : uncheckedEmail,
    documents: pdfDocuments({ seller: env.CRM_SELLER ?? null }),
    offerLinks: createOfferLinks(env.CRM_SECRET),
    ruleHooks: createRuleHookLinks(env.CRM_SECRET),
    webhookKeys: createWebhookKeys(env.CRM_SECRET),
    allowedHosts: env.CRM_ALLOWED_HOSTS,
    processes: createProcessGateway(temporal.client),
    temporalUiUrl: env.TEMPORAL_UI_URL ?? null,
    pushKey: env.CRM_PUSH_PUBLIC_KEY ?? null,
    customFields,
    trace: activeTrace,
    workerVersions: () => readWorkerVersions(temporal.client),
  },
  files: {
    store: await openFileStore(env),
    links: createFileLinks(env.CRM_SECRET),
    maxBytes: env.CRM_UPLOAD_MAX_BYTES,
  },
  unsubscribe: createUnsubscribeLinks(env.CRM_SECRET),
  paymentsKey: env.CRM_PAYMENTS_KEY ?? null,
  fork,
  temporal: temporal.client,
  graphqlOperations: env.CRM_GRAPHQL_OPERATIONS === undefined ? null : readOperations(env.CRM_GRAPHQL_OPERATIONS),
  adminDist: env.ADMIN_DIST,
  rateLimit: env.CRM_RATE_LIMIT === 0 ? null : { perSecond: env.CRM_RATE_LIMIT, burst: env.CRM_RATE_BURST },
  secure,
  trustProxy: env.TRUST_PROXY,
  logLevel: env.LOG_LEVEL,
  metrics,
});
const metricsServer = await serveMetrics(env, metrics.contentType, async () => {
  await readFigures();
  return metrics.metrics();
});

async function stop(): Promise<void> {
  await app.close();
  metricsServer?.close();
  await listener.close();
  await Promise.all([orm.close(), limits.end(), temporal.close()]);
  await tracing?.stop();
}
process.once('SIGTERM', () => void stop());
process.once('SIGINT', () => void stop());

await app.listen({ host: env.HOST, port: env.PORT });
