import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Ports } from '@crm/core/context';
import { parseMail } from '@crm/core/mail/parse-mail';
import { allow } from '@crm/core/policy';
import type { FileStore } from '@crm/core/ports/file-store';
import { receiveMail } from '@crm/core/ticket/ticket-mail';
import { inTransaction, type EntityManager } from '@crm/db/orm';
import { systemActor } from '@crm/domain/actor';
import { DomainError } from '@crm/domain/errors';
import { requireSignedIn, toServiceContext, type RequestContext } from '../context.ts';
import { snakeKeys } from '../rest/keys.ts';

interface InboundMailParts {
  readonly ports: Ports;
  readonly store: FileStore;
  readonly maxBytes: number;
  fork(): EntityManager;
}

/** As large as mail servers let mails be; they are read whole. */
const mostBytes = 30 * 1_048_576;
const asSystem = { actorKind: 'system', actorId: null, processId: null } as const;
const created = 201;
const ok = 200;

/**
 * `POST /tickets/mail`: a raw message as the body, as a mail server or a mail service passes it on. Whoever may answer
 * every ticket may send it, since it may go on with any of them; best with an API key of its own. It needs no
 * `Idempotency-Key`: a mail counts once by its Message-ID.
 */
export async function registerInboundMail(
  parent: FastifyInstance,
  prefix: `/${string}`,
  { ports, store, maxBytes, fork }: InboundMailParts,
  createContext: (request: FastifyRequest) => Promise<RequestContext>,
): Promise<void> {
  await parent.register((app, _options, done) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('message/rfc822', { parseAs: 'buffer' }, (_request, body, parsed) => parsed(null, body));
    // Before the body is read.
    app.addHook('onRequest', async (request) => requireEveryTicket(await createContext(request)));

    app.post(`${prefix}/tickets/mail`, { bodyLimit: mostBytes }, async (request, reply) => {
      const mail = await parseMail(Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0));
      const requestId = request.id;
      const receipt = await inTransaction(fork(), { ...asSystem, requestId }, (em) =>
        receiveMail({ actor: systemActor, em, requestId, now: new Date(), ports }, mail, { store, maxBytes }),
      );
      return reply.status(receipt.known ? ok : created).send(snakeKeys(receipt));
    });
    done();
  });
}

/** @throws DomainError `unauthenticated`, `forbidden` */
function requireEveryTicket(ctx: RequestContext): void {
  const signedIn = requireSignedIn(ctx);
  const scope = allow(toServiceContext({ ...ctx, signedIn, actor: signedIn.actor }), 'ticket:reply');
  if (scope === 'all') return;
  throw new DomainError(
    'forbidden',
    'Only who may answer every ticket passes mails on. Use the key of an administrator.',
    {
      permission: 'ticket:reply',
    },
  );
}
