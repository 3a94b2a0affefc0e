import { z } from 'zod';

/** The variables that say where the metrics of a program are told, for its settings. */
export const metricsVariables = {
  /** Told nowhere without it. */
  CRM_METRICS_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  /** Of this machine alone, unless a network that only Prometheus reaches is named. */
  CRM_METRICS_HOST: z.string().trim().min(1).default('127.0.0.1'),
};
