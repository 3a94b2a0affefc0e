import type { FastifyInstance } from 'fastify';

/**
 * Lets the routes that are registered inside take the bodies of HTML forms. There only: everywhere else a form's
 * encoding would let another site's page write with a person's cookie.
 */
export async function withFormBodies(parent: FastifyInstance, register: (app: FastifyInstance) => void): Promise<void> {
  await parent.register((app, _options, done) => {
    app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, parsed) =>
      parsed(null, Object.fromEntries(new URLSearchParams(String(body)))),
    );
    register(app);
    done();
  });
}
