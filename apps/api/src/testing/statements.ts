import pg from 'pg';
import { vi } from 'vitest';

/** Runs it, and gives the statements that were sent to the database meanwhile, by whomever of this process. */
export async function statementsOf(run: () => Promise<unknown>): Promise<readonly string[]> {
  const query = vi.spyOn(pg.Client.prototype, 'query');
  try {
    await run();
    return query.mock.calls.map(([statement]: unknown[]) =>
      typeof statement === 'string' ? statement : String(Object(statement).text),
    );
  } finally {
    query.mockRestore();
  }
}
