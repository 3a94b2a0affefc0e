import { useFormat } from '@crm/ui/hooks/use-format';
import { useNow } from '@crm/ui/hooks/use-now';
import { Block } from '@crm/ui/process/block';
import { Gantt, type GanttBar, type GanttBarKind } from '@crm/ui/process/gantt';
import { useTranslation } from 'react-i18next';
import type { ProcessRow, ProcessStep } from '@crm/domain/process/process';
import { stepGlyphs } from '#admin/resource/process/process-states.ts';
import { useProcessWords } from '#admin/resource/process/use-process-words.ts';
import { stepLength } from './step-length.ts';

const dayMs = 86_400_000;
const tickCount = 5;
/** A label is about this wide, as a share of the axis: one that would stand under "now" is left out. */
const labelWidth = 0.09;
/** Room on both sides of the bars, as a share of the whole. */
const margin = 0.04;

/** When each step ran, on one axis of time. */
export function ProcessGantt({ process }: { readonly process: ProcessRow }) {
  const { t } = useTranslation('processes');
  const format = useFormat();
  const now = useNow(5_000);
  const words = useProcessWords();
  const start = new Date(process.startedAt).getTime();
  const planned = process.wait?.dueAt ?? process.wait?.next?.at;
  const last = process.closedAt ? new Date(process.closedAt).getTime() : now.getTime();
  const end = Math.max(last, planned ? new Date(planned).getTime() : 0, start + 1_000);
  const room = (end - start) * margin;
  const from = start - room;
  const to = end + room * 2;
  const isLong = to - from > dayMs;
  const tick = (at: Date) => (isLong ? format.appointment(at) : format.timeExact(at));
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
        }).filter(({ at }) => process.closedAt !== null || !isNear(at, now, (to - from) * labelWidth))}
        rows={process.steps.map((step) => {
          const length = stepLength(step, now);
          return {
            id: step.key,
            label: words.step(step.key),
            state: stepGlyphs[step.state],
            bars: barsOf(step, nowIso, planned),
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
    state === 'failed' ? 'failed' : isWaiting || step.key === 'choose' || step.key === 'wait' ? 'person' : 'work';
  const rest = endedAt === null && planned && planned > now ? [{ from: now, to: planned, kind: 'plan' as const }] : [];
  return [{ from: startedAt, to, kind }, ...rest];
}
