import { Connection, isGrpcServiceError } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { waitFor } from './wait.ts';

/** Search attributes of every process, with the type numbers of Temporal's `IndexedValueType`. */
export const searchAttributes = { CrmEntityType: 2, CrmEntityId: 2, CrmStatus: 2, CrmDueAt: 6 } as const;

/** The same for the development server's command line. */
export const searchAttributeFlags = Object.entries(searchAttributes).flatMap(([name, type]) => [
  '--search-attribute',
  `${name}=${type === 2 ? 'Keyword' : 'Datetime'}`,
]);

const secondsPerDay = 86_400;
const retentionDays = 30;
const notFound = 5;
const namespaceMs = 30_000;
const namespaceRetryMs = 500;
const connectMs = 2_000;

export interface NamespaceState {
  readonly exists: boolean;
  /** Days that a finished run is kept. */
  readonly retentionDays: number;
  readonly missingSearchAttributes: readonly string[];
}

/**
 * Opens a connection to the server, for one use.
 * @throws Error when it does not answer within two seconds.
 */
export async function withTemporal<T>(address: string, use: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address, connectTimeout: connectMs });
  try {
    return await use(connection);
  } finally {
    await connection.close();
  }
}

/** Whether namespace and search attributes are as the CRM needs them. Throws what the server answers otherwise. */
export async function describeNamespace(connection: Connection, namespace: string): Promise<NamespaceState> {
  const found = await acceptNotFound(() => connection.workflowService.describeNamespace({ namespace }));
  const attributes = await acceptNotFound(() => connection.operatorService.listSearchAttributes({ namespace }));
  const known = attributes?.customAttributes ?? {};
  return {
    exists: found !== undefined,
    retentionDays: Number(found?.config?.workflowExecutionRetentionTtl?.seconds ?? 0) / secondsPerDay,
    missingSearchAttributes: Object.keys(searchAttributes).filter((name) => known[name] === undefined),
  };
}

async function acceptNotFound<T>(call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    const code: number | undefined = isGrpcServiceError(error) ? error.code : undefined;
    if (code === notFound) return undefined;
    throw error;
  }
}

/**
 * Makes the namespace what the CRM needs: it exists, keeps finished runs for at least 30 days, and knows the
 * search attributes. Changes nothing that is so already, so that it also works where one may only read.
 * @throws what the server answers, for instance when the namespace is missing and one may not make it.
 */
export async function prepareNamespace(connection: Connection, namespace: string): Promise<void> {
  const state = await describeNamespace(connection, namespace);
  const retention = msToTs(`${retentionDays} days`);
  if (!state.exists) {
    await connection.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod: retention });
  } else if (state.retentionDays > 0 && state.retentionDays < retentionDays) {
    await connection.workflowService.updateNamespace({
      namespace,
      config: { workflowExecutionRetentionTtl: retention },
    });
  }
  if (state.missingSearchAttributes.length === 0) return;
  // A new namespace reaches all parts of the server some seconds after it was made.
  await waitFor(
    () => acceptNotFound(() => connection.operatorService.addSearchAttributes({ namespace, searchAttributes })),
    { timeoutMs: namespaceMs, intervalMs: namespaceRetryMs },
  );
}
