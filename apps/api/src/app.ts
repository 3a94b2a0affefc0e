import { randomUUID } from 'node:crypto';
import helmet from '@fastify/helmet';
import { fastifyTRPCPlugin } from '@trpc/server/adapters/fastify';
import Fastify, { LogController, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Ports } from '@crm/core/context';
import type { UnsubscribeLinks } from '@crm/core/notification/unsubscribe-links';
import type { SignInThrottle } from '@crm/core/auth/sign-in.service';
import type { EntityManager } from '@crm/db/orm';
import { DomainError } from '@crm/domain/errors';
import type { Registry } from '@crm/telemetry/metrics';
import { activeTraceId } from '@crm/telemetry/spans';
import type { Client } from '@temporalio/client';
import { requireConsoleScope } from './auth/api-keys.ts';
import { authenticate, type Authenticator } from './auth/authenticate.ts';
import { registerAuth } from './auth/routes.ts';
import { registerViewAs } from './auth/view-as.ts';
import { consoleDoor, consolePrefix } from './console/console.ts';
import type { RequestContext } from './context.ts';
import { withFiles } from './files/describe-files.ts';
import { registerFileLinks, registerFiles, type FileParts } from './files/routes.ts';
import type { Operations } from './graphql/operations.ts';
import { registerGraphql } from './graphql/routes.ts';
import { registerAdminFiles } from './http/admin-files.ts';
import { registerInboundMail } from './http/inbound-mail.ts';
import { registerCors } from './http/cors.ts';
import { fromFastify } from './http/fastify-errors.ts';
import { registerHealth } from './http/health.ts';
import { registerOffers } from './http/offer.ts';
import { registerRuleHooks } from './http/rule-hooks.ts';
import { registerPaymentCallbacks } from './http/payment-callbacks.ts';
import { registerUnsubscribe } from './http/unsubscribe.ts';
import { traceRequests } from './http/trace-requests.ts';
import { refuseUnreadable } from './http/unreadable.ts';
import { registerRateLimits } from './limits/routes.ts';
import type { Rate } from './limits/token-bucket.ts';
import type { LiveChanges } from './live/live-changes.ts';
import { measureRequests } from './metrics/requests.ts';
import { registerPapers } from './papers/routes.ts';
import { registerDocs } from './rest/docs.ts';
import { registerForms } from './rest/forms.ts';
import { sendProblem } from './rest/problem.ts';
import { refuseOtherMethods } from './rest/other-methods.ts';
import { registerDoor, restDoor, restPrefix } from './rest/routes.ts';
import { appRouter } from './trpc/app-router.ts';
import { toDomainError } from './trpc/errors.ts';

export interface AppParts {
  readonly authenticator: Authenticator;
  readonly throttle: SignInThrottle;
  readonly live: LiveChanges;
  readonly ports: Ports;
  readonly files: Omit<FileParts, 'fork'>;
  /** The links in mails by which somebody gets no more of them. */
  readonly unsubscribe: UnsubscribeLinks;
  /** What the payment provider signs its callbacks with; `null` where there is none. */
  readonly paymentsKey: string | null;
  /** A new entity manager, for one request. */
  fork(): EntityManager;
  temporal(): Promise<Client>;
  /** The only GraphQL operations that run, by their SHA-256; `null`: any. */
  readonly graphqlOperations: Operations | null;
  /** Folder of the built admin, or nothing to serve the API alone. */
  readonly adminDist: string | undefined;
  /** How often one credential, or one address without, may ask; `null`: as often as it likes. */
  readonly rateLimit: Rate | null;
  readonly secure: boolean;
  readonly trustProxy: boolean;
  readonly logLevel: string;
  /** Where it is told how long requests take. */
  readonly metrics: Registry;
}

/** 1 MiB: the largest body of any route here. */
const bodyLimit = 1_048_576;

/** Builds the server without listening, so that tests can talk to it as the world does. */
export async function buildApp(parts: AppParts): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit,
    trustProxy: parts.trustProxy,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 5_000 },
    genReqId: readRequestId,
    clientErrorHandler: refuseUnreadable,
    frameworkErrors: (error, request, reply) => void refuse(error, request, reply),
    logger: {
      level: parts.logLevel,
      redact: ['req.headers.authorization', 'req.headers.cookie'],
      base: { 'crm.part': 'api' },
    },
    logController: new LogController({ disableRequestLogging: true }),
  });

  traceRequests(app);
  await app.register(helmet, securityHeaders(parts.secure));
  app.addHook('onRequest', async (request, reply) => void reply.header('X-Request-Id', request.id));
  await registerCors(app, parts.authenticator.origins);
  registerRateLimits(app, parts.rateLimit);
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        'crm.request_id': request.id,
        'crm.trace_id': activeTraceId(),
        'crm.method': request.method,
        'crm.route': request.routeOptions.url,
        'crm.status': reply.statusCode,
        'crm.ms': Math.round(reply.elapsedTime),
      },
      'request',
    );
  });
  app.setErrorHandler(refuse);

  const createContext = async (
    request: FastifyRequest,
    surface: RequestContext['surface'],
  ): Promise<RequestContext> => {
    const em = parts.fork();
    const signedIn = await authenticate(parts.authenticator, em, request);
    if (surface === 'console') requireConsoleScope(signedIn, request);
    return {
      surface,
      em,
      signedIn,
      requestId: request.id,
      idempotencyKey: readKey(request),
      ports: parts.ports,
      live: parts.live,
      files: parts.files,
      forgetSignedIn: () => parts.authenticator.cache.drop('*'),
      answer: { replayed: false },
    };
  };

  measureRequests(app, parts.metrics);
  registerHealth(app, parts);
  registerAuth(app, parts);
  registerViewAs(app, {
    cache: parts.authenticator.cache,
    createContext: (request) => createContext(request, 'console'),
  });
  await registerForms(app, parts);
  await registerOffers(app, parts);
  registerRuleHooks(app, parts);
  await registerPaymentCallbacks(app, parts);
  await registerUnsubscribe(app, { links: parts.unsubscribe, fork: parts.fork });
  const files = { ...parts.files, fork: parts.fork };
  registerFileLinks(app, files, parts.ports);
  await registerFiles(app, restPrefix, files, (request) => createContext(request, 'rest'));
  await registerFiles(app, consolePrefix, files, (request) => createContext(request, 'console'));
  await registerInboundMail(app, restPrefix, { ...files, ports: parts.ports }, (request) =>
    createContext(request, 'rest'),
  );
  registerPapers(app, restPrefix, (request) => createContext(request, 'rest'));
  const rest = restDoor(appRouter);
  const consoleApi = consoleDoor(appRouter);
  registerDocs(app, { '/docs': rest, '/docs/console': consoleApi });
  registerDoor(app, appRouter, rest, (request) => createContext(request, 'rest'));
  registerDoor(app, appRouter, consoleApi, (request) => createContext(request, 'console'));
  for (const door of [rest, consoleApi]) refuseOtherMethods(app, withFiles(door));
  registerGraphql(app, {
    router: appRouter,
    operations: parts.graphqlOperations,
    createContext: (request) => createContext(request, 'graphql'),
  });
  await app.register(fastifyTRPCPlugin, {
    prefix: '/trpc',
    trpcOptions: {
      router: appRouter,
      createContext: ({ req }: { req: FastifyRequest }) => createContext(req, 'trpc'),
      onError({ error, ctx }: { error: Error; ctx: RequestContext | undefined }) {
        if (toDomainError(error).code === 'internal') {
          app.log.error({ err: error, 'crm.request_id': ctx?.requestId }, 'unexpected error');
        }
      },
    },
  });
  await registerAdminFiles(app, parts.adminDist);
  app.setNotFoundHandler((request, reply) =>
    sendProblem(
      reply,
      new DomainError('not_found', `There is nothing at ${request.method} ${request.url.split('?')[0]}.`),
      request.id,
    ),
  );
  return app;
}

/** Tells the caller what was refused; what nobody foresaw is logged whole and told without details. */
function refuse(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = toDomainError(fromFastify(error));
  if (known.code === 'internal') request.log.error({ err: error, 'crm.request_id': request.id }, 'unexpected error');
  return sendProblem(reply.header('X-Request-Id', request.id), known, request.id);
}

/** A caller's own id is kept if it is harmless, so that logs of both sides join. */
function readRequestId(request: { readonly headers: NodeJS.Dict<string | string[]> }): string {
  const own = request.headers['x-request-id'];
  return typeof own === 'string' && /^[\w.-]{8,100}$/u.test(own) ? own : randomUUID();
}

function readKey(request: FastifyRequest): string | null {
  const key = request.headers['idempotency-key'];
  return typeof key === 'string' ? key : null;
}

function securityHeaders(secure: boolean) {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
        objectSrc: ["'none'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        connectSrc: ["'self'"],
      },
    },
    strictTransportSecurity: secure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    crossOriginEmbedderPolicy: false,
  } as const;
}
