import pg from 'pg';

const connectMs = 10_000;

/**
 * Opens one connection for one use.
 * @throws what the server answers, or an error when it does not answer within ten seconds.
 */
export async function withPostgres<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: connectMs });
  // Without a listener a server that goes away would end this process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
