import { useFormat } from '@crm/ui/hooks/use-format';
import { useNow } from '@crm/ui/hooks/use-now';
import { Block } from '@crm/ui/process/block';
import { Gantt, type GanttBar, type GanttBarKind } from '@crm/ui/process/gantt';
import { useTranslation } from 'react-i18next';
import type { ProcessLogRow } from '@crm/domain/process/process-log';
import type { ProcessRow, ProcessStep } from '@crm/domain/process/process';
import { stepGlyphs } from '#admin/resource/process/process-states.ts';
import { useProcessWords } from '#admin/resource/process/use-process-words.ts';
import { stepLength } from './step-length.ts';

const dayMs = 86_400_000;
const tickCount = 5;
/** The latest; more would be one bar. */
const triesShown = 12;
/** A label is about this wide, as a share of the axis, with a day in it or without: one that would stand under "now" is left out. */
const labelWidth = { long: 0.18, short: 0.1 };
/** Room on both sides of the bars, as a share of the whole. */
const margin = 0.04;

interface ProcessGanttProps {
  readonly process: ProcessRow;
  readonly log: readonly ProcessLogRow[];
}

/** When each step ran and was tried, on one axis of time. */
export function ProcessGantt({ process, log }: ProcessGanttProps) {
  const { t } = useTranslation('processes');
  const format = useFormat();
  const now = useNow(5_000);
  const words = useProcessWords();
  const start = new Date(process.startedAt).getTime();
  const planned = process.retryAt ?? process.wait?.dueAt ?? process.wait?.next?.at;
  const last = process.closedAt ? new Date(process.closedAt).getTime() : now.getTime();
  const end = Math.max(last, planned ? new Date(planned).getTime() : 0, start + 1_000);
  const room = (end - start) * margin;
  const from = start - room;
  const to = end + room * 2;
  const isLong = to - from > dayMs;
  const isDays = to - from > tickCount * dayMs;
  const tick = (at: Date) => (isDays ? format.date(at) : isLong ? format.appointment(at) : format.timeExact(at));
  const nowIso = now.toISOString();
  return (
    <Block title={t('timeline')} end={t('timelineLegend')}>
      <Gantt
        label={t('timelineLabel')}
        from={new Date(from).toISOString()}
        to={new Date(to).toISOString()}
        now={process.closedAt === null ? { at: nowIso, label: t('now') } : undefined}
        ticks={Array.from({ length: tickCount }, (_, index) => {
          const at = new Date(start + ((end - start) * index) / tickCount);
          return { at: at.toISOString(), label: tick(at) };
        }).filter(
          ({ at }) =>
            process.closedAt !== null || !isNear(at, now, (to - from) * (isLong ? labelWidth.long : labelWidth.short)),
        )}
        rows={process.steps.map((step) => {
          const length = stepLength(step, now);
          return {
            id: step.key,
            label: words.step(step.key),
            state: stepGlyphs[step.state],
            bars: [...barsOf(step, nowIso, planned), ...triesOf(step, log, process.retryAt)],
            duration: length === undefined ? '–' : format.duration(length),
          };
        })}
      />
    </Block>
  );
}

function isNear(at: string, now: Date, distance: number): boolean {
  return Math.abs(new Date(at).getTime() - now.getTime()) < distance;
}

function barsOf(step: ProcessStep, now: string, planned: string | null | undefined): readonly GanttBar[] {
  const { startedAt, endedAt, state } = step;
  if (startedAt === null) return [];
  const to = endedAt ?? now;
  const isWaiting = state === 'human' || state === 'timer';
  const kind: GanttBarKind =
    state === 'failed'
      ? 'failed'
      : state === 'retry'
        ? 'pause'
        : isWaiting || step.key === 'choose' || step.key === 'wait'
          ? 'person'
          : 'work';
  const rest =
    endedAt === null && state !== 'retry' && planned && planned > now
      ? [{ from: now, to: planned, kind: 'plan' as const }]
      : [];
  return [{ from: startedAt, to, kind }, ...rest];
}

/** Each try that failed, and the next. */
function triesOf({ key, state }: ProcessStep, log: readonly ProcessLogRow[], next: string | null): readonly GanttBar[] {
  const failed = log.filter(({ step, event }) => step === key && event === 'failed').slice(0, triesShown);
  const tries = failed.map(({ at }): GanttBar => ({ from: at, to: at, kind: 'failed' }));
  return state === 'retry' && next !== null ? [...tries, { from: next, to: next, kind: 'next' }] : tries;
}
