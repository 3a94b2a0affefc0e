import { SpanKind, trace } from '@opentelemetry/api';
import { inSpan } from './spans.ts';

/** What of a client of `pg` matters here. */
interface Client {
  query(...args: unknown[]): unknown;
}

/** What of a pool of `pg` matters here. */
interface Pool {
  on(event: 'connect', listener: (client: Client) => void): unknown;
}

/**
 * Each statement that is a part of a trace gets a span. What has none (the loops that look for work once a second)
 * begins none, and without tracing a statement costs one look at an empty context.
 */
export function traceQueries(pool: Pool): void {
  pool.on('connect', (client) => {
    const query = client.query.bind(client);
    client.query = (...args) => {
      if (trace.getActiveSpan()?.isRecording() !== true) return query(...args);
      const summary = summarize(args[0]);
      // Only what is promised is waited for: a cursor has an end of its own.
      if (summary === null) return query(...args);
      return inSpan('crm.db', { 'db.system.name': 'postgresql', 'db.query.summary': summary }, () => run(query, args), {
        kind: SpanKind.CLIENT,
      });
    };
  });
}

async function run(query: Client['query'], args: unknown[]): Promise<unknown> {
  return query(...args);
}

const verb = /^\s*(?<verb>[a-z]+)/iu;
const table = /\b(?:from|into|update|join)\s+"?(?:crm_core"?\."?)?(?<table>crm_\w+)/iu;

/** The verb and the first table: enough to know the statement by, and nothing of what people wrote. */
function summarize(statement: unknown): string | null {
  if (typeof statement !== 'string') return null;
  const does = verb.exec(statement)?.groups?.['verb']?.toLowerCase() ?? 'statement';
  const about = table.exec(statement)?.groups?.['table'];
  return about === undefined ? does : `${does} ${about}`;
}
