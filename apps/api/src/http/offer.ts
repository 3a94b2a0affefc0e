import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { z } from 'zod';
import type { Ports, ServiceContext } from '@crm/core/context';
import { offerPrefix, type OfferLinks } from '@crm/core/quote/offer-links';
import { offerService } from '@crm/core/quote/offer.service';
import { offerStyle, renderOffer, renderSorry } from '@crm/documents/offer-page';
import { offerWords } from '@crm/documents/offer-words';
import { inTransaction, type EntityManager } from '@crm/db/orm';
import { systemActor } from '@crm/domain/actor';
import { DomainError } from '@crm/domain/errors';
import { languages, type Language } from '@crm/domain/language';
import { offerAnswer, type OfferAnswer } from '@crm/domain/quote/quote-delivery';
import { withFormBodies } from './form-bodies.ts';

interface OfferParts {
  readonly ports: Ports;
  fork(): EntityManager;
}

/** Requests per address and minute: enough for people behind one office's address, too few for a flood. */
const requestsPerMinute = 60;
const params = z.object({ token: z.string().max(200) });
const html = 'text/html; charset=utf-8';
const notFound = 404;
const tooManyRequests = 429;
const seeOther = 303;

/**
 * `/offer/:token`: where a customer reads an offer and answers it, without signing in. To look changes nothing but when
 * it was looked at, since mail programs look at links by themselves; the buttons answer.
 */
export async function registerOffers(parent: FastifyInstance, { ports, fork }: OfferParts): Promise<void> {
  const { offerLinks } = ports;
  if (offerLinks === null) return;
  parent.get('/offer.css', (_request, reply) => reply.type('text/css; charset=utf-8').send(offerStyle));
  await withFormBodies(parent, (app) => {
    const limiter = new RateLimiterMemory({ points: requestsPerMinute, duration: 60 });
    app.addHook('onRequest', async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const isFree = await limiter.consume(request.ip).then(
        () => true,
        () => false,
      );
      if (!isFree)
        return reply
          .status(tooManyRequests)
          .type(html)
          .send(renderSorry(languageOf(request), 'tooMany'));
    });
    app.setErrorHandler((error, request, reply) => {
      if (!(error instanceof DomainError) || error.code !== 'link_invalid') throw error;
      return reply
        .status(notFound)
        .type(html)
        .send(renderSorry(languageOf(request), 'unknown'));
    });
    registerOffer(app, offerLinks, (request, work) =>
      inTransaction(fork(), { ...asSystem, requestId: request.id }, (em) =>
        work({ actor: systemActor, em, requestId: request.id, now: new Date(), ports }),
      ),
    );
  });
}

const asSystem = { actorKind: systemActor.kind, actorId: null, processId: null } as const;

type Run = <T>(request: FastifyRequest, work: (ctx: ServiceContext) => Promise<T>) => Promise<T>;

function registerOffer(app: FastifyInstance, links: OfferLinks, run: Run): void {
  const path = `${offerPrefix}/:token`;
  const read = (request: FastifyRequest) => {
    const { token } = params.parse(request.params);
    return { id: links.read(token), path: `${offerPrefix}/${token}` };
  };
  const show = async (request: FastifyRequest, reply: FastifyReply, alert: string | null) => {
    const page = read(request);
    const offer = await run(request, (ctx) => offerService.read(ctx, page.id));
    return reply.type(html).send(renderOffer({ ...offer, path: page.path, alert }));
  };

  app.get(path, async (request, reply) => {
    const { id } = read(request);
    await run(request, (ctx) => offerService.seen(ctx, id));
    return show(request, reply, null);
  });

  app.get(`${path}/pdf`, async (request, reply) => {
    const { id } = read(request);
    const { fileName, content } = await run(request, (ctx) => offerService.document(ctx, id));
    return reply
      .type('application/pdf')
      .header('content-disposition', `attachment; filename="${fileName}"`)
      .send(content);
  });

  app.post(path, async (request, reply) => {
    const page = read(request);
    const said = offerAnswer.safeParse(withoutBlanks(request.body));
    if (!said.success) {
      const { quote } = await run(request, (ctx) => offerService.read(ctx, page.id));
      return show(request, reply.status(422), offerWords[quote.language].nameMissing);
    }
    await run(request, (ctx) => answer(ctx, page.id, said.data, request.ip));
    // Shown anew, so that reloading the page does not answer again.
    return reply.redirect(page.path, seeOther);
  });
}

/** What cannot be answered any more is not an error of the customer's: the page says how it stands. */
async function answer(ctx: ServiceContext, id: string, said: OfferAnswer, from: string): Promise<void> {
  try {
    await offerService.answer(ctx, id, said, from);
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'invalid_transition') throw error;
  }
}

/** A field that was left empty is sent as nothing. */
function withoutBlanks(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== ''));
}

/** For pages of no offer, in whose language it would be. */
function languageOf({ headers }: FastifyRequest): Language {
  const [first = ''] = (headers['accept-language'] ?? '').split(/[-,;]/u);
  return languages.find((language) => language === first) ?? 'en';
}
