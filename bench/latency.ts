/** What a load measured. */
export interface Sample {
  /** Of every answer that was right. ms */
  readonly latencies: readonly number[];
  /** Answers with another status than was expected, and connections that broke; by what was seen. */
  readonly errors: Readonly<Record<string, number>>;
  readonly seconds: number;
}

/** A sample in figures. */
export interface Figures {
  readonly requests: number;
  readonly seconds: number;
  /** Right answers per second. */
  readonly throughput: number;
  /** ms, as are the others. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
  readonly errors: number;
  readonly errorKinds?: Readonly<Record<string, number>>;
}

/** Several rounds of the same load as one. */
export function mergeSamples(samples: readonly Sample[]): Sample {
  const errors: Record<string, number> = {};
  for (const sample of samples) {
    for (const [kind, count] of Object.entries(sample.errors)) errors[kind] = (errors[kind] ?? 0) + count;
  }
  return {
    latencies: samples.flatMap(({ latencies }) => latencies),
    errors,
    seconds: samples.reduce((sum, { seconds }) => sum + seconds, 0),
  };
}

export function describe({ latencies, errors, seconds }: Sample): Figures {
  const errorCount = Object.values(errors).reduce((sum, count) => sum + count, 0);
  return {
    requests: latencies.length,
    seconds: round(seconds),
    throughput: round(latencies.length / seconds),
    ...percentiles(latencies),
    errors: errorCount,
    ...(errorCount > 0 ? { errorKinds: errors } : {}),
  };
}

/** The value that a share of all values does not pass (nearest rank). */
export function percentiles(values: readonly number[]) {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number) => round(sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0);
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}

/** Two figures behind the point: more would pretend a precision that no measurement here has. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
