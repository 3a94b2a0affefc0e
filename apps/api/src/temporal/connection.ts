import { Client, Connection } from '@temporalio/client';
import { carriesTrace } from '@crm/telemetry/temporal';

export interface TemporalConnection {
  /** Connects at the first call and again after a failure, so that the API starts and serves without Temporal. */
  client(): Promise<Client>;
  close(): Promise<void>;
}

/** A connection that broke is tried again after two seconds at most, instead of gRPC's two minutes. */
const channelArgs = { 'grpc.initial_reconnect_backoff_ms': 200, 'grpc.max_reconnect_backoff_ms': 2_000 };

export function connectTemporal(options: { readonly address: string; readonly namespace: string }): TemporalConnection {
  let connecting: Promise<Connection> | null = null;

  function connect(): Promise<Connection> {
    connecting ??= Connection.connect({ address: options.address, connectTimeout: '2s', channelArgs }).catch(
      (error: unknown) => {
        connecting = null;
        throw error;
      },
    );
    return connecting;
  }

  return {
    async client() {
      return new Client({
        connection: await connect(),
        namespace: options.namespace,
        interceptors: { workflow: [carriesTrace] },
      });
    },
    async close() {
      const connection = await connecting?.catch(() => null);
      await connection?.close();
    },
  };
}
