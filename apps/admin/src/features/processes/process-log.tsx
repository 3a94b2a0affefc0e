import { Button } from '@crm/ui/controls/button';
import { useFormat } from '@crm/ui/hooks/use-format';
import { showToast } from '@crm/ui/hooks/use-toasts';
import type { GlyphState } from '@crm/ui/icons/state-glyph';
import { Block } from '@crm/ui/process/block';
import { LogTable, type LogLine } from '@crm/ui/process/log-table';
import { useTranslation } from 'react-i18next';
import type { ProcessDetails } from '@crm/domain/process/process-details';
import type { ProcessEvent, ProcessLogRow } from '@crm/domain/process/process-log';
import type { ProcessRow, ProcessStep } from '@crm/domain/process/process';
import { stepGlyphs } from '#admin/resource/process/process-states.ts';
import { useProcessWords } from '#admin/resource/process/use-process-words.ts';
import classes from './process-log.module.css';

interface ProcessLogProps {
  readonly process: ProcessRow;
  readonly details: ProcessDetails | undefined;
}

interface Line extends LogLine {
  readonly at: string;
}

const glyphs = {
  done: 'done',
  failed: 'failed',
  pause: 'hold',
  resume: 'running',
  retry: 'retry',
  restart: 'retry',
  skip: 'skipped',
  run_again: 'running',
  cancel: 'cancelled',
  terminate: 'cancelled',
} as const satisfies Readonly<Record<ProcessEvent, GlyphState>>;

/** What happened in a process, newest first: every try of its steps, and what people did to it. */
export function ProcessLog({ process, details }: ProcessLogProps) {
  const { t } = useTranslation('processes');
  const format = useFormat();
  const words = useProcessWords();
  const time = (at: string) => `${format.day(at)} ${format.timeExact(at)}`;
  const log = details?.log ?? [];
  const told = new Set(log.map(({ step }) => step));
  const entry = (row: ProcessLogRow): Line => ({
    id: row.id,
    at: row.at,
    time: time(row.at),
    step: row.step === null ? '' : words.step(row.step),
    state: glyphs[row.event],
    event:
      row.attempt === null || (row.attempt === 1 && row.event === 'done')
        ? t(`logEvent.${row.event}`)
        : t('logTry', { event: t(`logEvent.${row.event}`), number: format.number(row.attempt) }),
    detail: <Detail row={row} />,
    isMarked: row.event === 'failed' && row.id === log[0]?.id,
  });
  // Steps of which nothing was written down yet tell what their state tells.
  const state = (step: ProcessStep): Line[] => {
    const at = step.endedAt ?? step.startedAt;
    if (at === null || (told.has(step.key) && (step.endedAt !== null || step.state === 'retry'))) return [];
    const detail = words.detail(step) ?? '';
    const base = { id: step.key, at, time: time(at), step: words.step(step.key), detail };
    return [
      { ...base, state: stepGlyphs[step.state], event: t(`event.${step.state}`), isMarked: step.endedAt === null },
    ];
  };
  const begun: Line = {
    id: 'begun',
    at: process.startedAt,
    time: time(process.startedAt),
    step: '',
    state: 'queued',
    event: t('event.started'),
    detail: process.startedBy?.name ?? t('itself'),
  };
  const lines = [...log.map(entry), ...process.steps.flatMap(state), begun].toSorted((a, b) =>
    b.at.localeCompare(a.at),
  );
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(JSON.stringify({ ...process, ...details }, null, 2));
      showToast({ title: t('copied'), state: 'done' });
    } catch {
      // Refused by the person or the browser, or there is none: the address is not a secure one.
      showToast({ title: t('copyFailed'), state: 'failed' });
    }
  };
  return (
    <Block
      title={t('log')}
      count={format.number(lines.length)}
      end={
        <Button variant="ghost" size="small" icon="copy" onClick={() => void copy()}>
          {t('copy')}
        </Button>
      }
    >
      <LogTable
        label={t('logLabel')}
        heads={{ time: t('head.time'), step: t('head.step'), event: t('head.event'), detail: t('head.detail') }}
        lines={lines}
      />
    </Block>
  );
}

/** Who and why, or what went wrong; what a step was called with and what it gave, folded. */
function Detail({ row }: { readonly row: ProcessLogRow }) {
  const { t } = useTranslation('processes');
  const said = [row.actor?.name, row.reason, row.error?.message].filter(Boolean).join(t('comma'));
  const values = [
    [t('inputLabel'), row.input],
    [t('outputLabel'), row.output],
  ] as const;
  const shown = values.filter(([, value]) => value !== null && value !== undefined);
  return (
    <>
      {said && <bdi>{said}</bdi>}
      {shown.length > 0 && (
        <details>
          <summary>{shown.map(([label]) => label).join(t('comma'))}</summary>
          {shown.map(([label, value]) => (
            <pre key={label} className={classes.value} dir="ltr">
              {JSON.stringify(value, null, 2)}
            </pre>
          ))}
        </details>
      )}
    </>
  );
}
