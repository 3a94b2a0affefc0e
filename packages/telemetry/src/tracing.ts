import { context, propagation, trace } from '@opentelemetry/api';
import type * as Sdk from '@opentelemetry/sdk-trace';

export interface Tracing {
  /** Sends what was not sent yet, and ends. */
  stop(): Promise<void>;
}

/** Spans are sent together with those that come so long after them. */
const usualDelayMs = 5_000;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Starts to send spans where the standard variables of OpenTelemetry say so: `OTEL_EXPORTER_OTLP_ENDPOINT` (or
 * `…_TRACES_ENDPOINT`) switches it on, `OTEL_SDK_DISABLED=true` or `OTEL_TRACES_EXPORTER=none` off again. Without them
 * nothing of the SDK is loaded.
 * @param service the name of this process, unless `OTEL_SERVICE_NAME` has another
 * @returns `null` where nothing is to be sent
 */
export async function startTracing(environment: Environment, service: string): Promise<Tracing | null> {
  if (!isWanted(environment)) return null;
  const [sdk, { OTLPTraceExporter }, { AsyncLocalStorageContextManager }, core, resources] = await Promise.all([
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/context-async-hooks'),
    import('@opentelemetry/core'),
    import('@opentelemetry/resources'),
  ]);
  const named = resources.resourceFromAttributes({ 'service.name': environment['OTEL_SERVICE_NAME'] ?? service });
  const scheduledDelayMillis = Number(environment['OTEL_BSP_SCHEDULE_DELAY'] ?? usualDelayMs);
  const provider = new sdk.TracerProvider({
    resource: resources
      .defaultResource()
      .merge(resources.detectResources({ detectors: [resources.envDetector] }))
      .merge(named),
    sampler: chooseSampler(sdk, environment),
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter: new OTLPTraceExporter(), scheduledDelayMillis })],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new core.W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(provider);
  return {
    async stop() {
      // A collector that is away must not keep the process from ending well.
      await provider.shutdown().catch(() => undefined);
      trace.disable();
      propagation.disable();
      context.disable();
    },
  };
}

function isWanted(environment: Environment): boolean {
  if (environment['OTEL_SDK_DISABLED'] === 'true' || environment['OTEL_TRACES_EXPORTER'] === 'none') return false;
  return ['OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'].some((name) => environment[name]);
}

/** As the specification has it: all of what the caller wants traced, or the share that `OTEL_TRACES_SAMPLER_ARG` says. */
function chooseSampler(sdk: typeof Sdk, environment: Environment): Sdk.Sampler {
  const name = environment['OTEL_TRACES_SAMPLER'] ?? 'parentbased_always_on';
  const roots = {
    always_on: () => new sdk.AlwaysOnSampler(),
    always_off: () => new sdk.AlwaysOffSampler(),
    traceidratio: () => new sdk.TraceIdRatioBasedSampler(Number(environment['OTEL_TRACES_SAMPLER_ARG'] ?? 1)),
  };
  const own = Object.entries(roots).find(([key]) => name.endsWith(key))?.[1];
  if (own === undefined) throw new Error(`OTEL_TRACES_SAMPLER: "${name}" is none of ${Object.keys(roots).join(', ')}.`);
  return name.startsWith('parentbased_') ? new sdk.ParentBasedSampler({ root: own() }) : own();
}
