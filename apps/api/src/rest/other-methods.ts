import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '@crm/domain/errors';
import type { Door } from './procedures.ts';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'QUERY'] as const;

/** A path that exists tells which methods it takes (405), instead of denying that it is there. */
export function refuseOtherMethods(app: FastifyInstance, { prefix, procedures }: Door): void {
  for (const url of new Set(procedures.map(({ rest }) => `${prefix}${rest.path}`))) {
    const allowed = methods.filter((method) => app.hasRoute({ method, url })).join(', ');
    const method = methods.filter((name) => !app.hasRoute({ method: name, url }));
    const refuse = async (request: FastifyRequest, reply: FastifyReply) => {
      void reply.header('Allow', allowed);
      throw new DomainError('method_not_allowed', `${request.method} is not possible here. Use ${allowed}.`);
    };
    // Before a body is looked at, which some methods cannot do without.
    app.route({ method, url, onRequest: refuse, handler: refuse });
  }
}
