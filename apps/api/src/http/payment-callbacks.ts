import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { hearOfCharge } from '@crm/core/charge/charge';
import type { Ports } from '@crm/core/context';
import { inTransaction, type EntityManager } from '@crm/db/orm';
import { systemActor } from '@crm/domain/actor';
import { DomainError } from '@crm/domain/errors';

interface CallbackParts {
  readonly ports: Ports;
  fork(): EntityManager;
  /** What the provider signs with; `null` where none is configured. */
  readonly paymentsKey: string | null;
}

/** A call that is older was kept back by somebody, and is played again. */
const freshMs = 300_000;
const said = z.object({ key: z.uuid() });
const noContent = 204;

/**
 * `POST /callbacks/payments`: the provider says that something is known of a charge. Signed with
 * `Payment-Signature: t=<seconds>,v1=<HMAC-SHA256 of "t.body" in hex>`; said twice, it is heard once.
 */
export async function registerPaymentCallbacks(parent: FastifyInstance, parts: CallbackParts): Promise<void> {
  const { paymentsKey, ports, fork } = parts;
  if (paymentsKey === null) return;
  await parent.register((app, _options, done) => {
    // As it came: what is signed is the text.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, parsed) => parsed(null, body));
    app.post('/callbacks/payments', async (request, reply) => {
      const now = new Date();
      const body = String(request.body);
      if (!isSigned(String(request.headers['payment-signature'] ?? ''), body, paymentsKey, now)) {
        throw new DomainError('token_invalid', 'The signature is not the one of this body and key, or it is too old.');
      }
      const { key } = readCall(body);
      const session = { actorKind: systemActor.kind, actorId: null, requestId: request.id, processId: null } as const;
      await inTransaction(fork(), session, (em) =>
        hearOfCharge({ actor: systemActor, em, requestId: request.id, now, ports }, key),
      );
      return reply.status(noContent).send();
    });
    done();
  });
}

function isSigned(header: string, body: string, key: string, now: Date): boolean {
  const [, at = '', proof = ''] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/u.exec(header) ?? [];
  if (Math.abs(now.getTime() - Number(at) * 1_000) > freshMs) return false;
  const wanted = createHmac('sha256', key).update(`${at}.${body}`).digest();
  const given = Buffer.from(proof, 'hex');
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function readCall(body: string) {
  try {
    return said.parse(JSON.parse(body));
  } catch {
    throw new DomainError('bad_request', 'Send { "key": … } as JSON.');
  }
}
