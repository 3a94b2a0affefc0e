import { DefaultLogger, Runtime, type LogEntry } from '@temporalio/worker';
import { destination, pino, type Logger } from 'pino';

/** JSON lines on standard output. What is logged is named field by field: codes and ids, never people's data. */
export function createLog(level: string): Logger {
  const redact = ['*.password', '*.token', '*.email', '*.phone', 'databaseUrl', '*.databaseUrl'];
  return pino({ level, base: { app: 'worker' }, redact }, destination({ sync: true }));
}

const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;

/**
 * The SDK's own messages go the same way, without what steps were called with.
 * @param metricsAddress where the SDK tells how work goes, in the form of Prometheus
 */
export function installRuntime(log: Logger, metricsAddress?: string): void {
  const logger = new DefaultLogger('WARN', (entry) => log[levels[entry.level]](shownFields(entry), entry.message));
  const logging = { filter: { core: 'WARN', other: 'ERROR' }, forward: {} } as const;
  const metrics = metricsAddress !== undefined && {
    metrics: {
      metricPrefix: 'crm_temporal_',
      attachServiceName: false,
      prometheus: {
        bindAddress: metricsAddress,
        countersTotalSuffix: true,
        unitSuffix: true,
        useSecondsForDurations: true,
      },
    },
  };
  Runtime.install({ logger, shutdownSignals: [], telemetryOptions: { logging, ...metrics } });
}

const shown = [
  'workflowId',
  'runId',
  'workflowType',
  'activityType',
  'activityId',
  'attempt',
  'taskQueue',
  'sdkComponent',
];

function shownFields({ meta }: LogEntry): Record<string, unknown> {
  const fields = Object.entries(meta ?? {}).filter(([key]) => shown.includes(key));
  const error: unknown = meta?.['error'];
  return { ...Object.fromEntries(fields), ...(error instanceof Error ? { error: error.name } : {}) };
}
