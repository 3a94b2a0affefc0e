import type { EntityManager } from '@crm/db/orm';
import { figures, readFigures } from '@crm/core/operating/figures';
import { Gauge, type Registry } from '@crm/telemetry/metrics';

/** Who asks more often is told the same again. ms */
const keptMs = 5_000;

/**
 * Tells what is counted in the database. Where that does not answer, `crm_figures_readable` is 0 and the others are
 * left out, because old ones would look as if all were well.
 * @returns what has to be done before the metrics are told
 */
export function watchFigures(registry: Registry, fork: () => EntityManager): () => Promise<void> {
  const registers = [registry];
  const gauges = new Map(
    figures.map(({ name, help, labels }) => [name as string, new Gauge({ name, help, labelNames: labels, registers })]),
  );
  const readable = new Gauge({
    name: 'crm_figures_readable',
    help: 'Whether the database told what is counted in it (1), or not (0)',
    registers,
  });
  let reading: Promise<void> | null = null;
  let readAt = 0;

  async function read(): Promise<void> {
    const readings = await readFigures(fork()).catch(() => null);
    for (const gauge of gauges.values()) gauge.reset();
    for (const { name, labels, value } of readings ?? []) gauges.get(name)?.set(labels, value);
    if (readings === null) for (const gauge of gauges.values()) gauge.remove();
    readable.set(readings === null ? 0 : 1);
    readAt = Date.now();
  }

  return () => {
    if (reading === null && Date.now() - readAt < keptMs) return Promise.resolve();
    reading ??= read().finally(() => {
      reading = null;
    });
    return reading;
  };
}
