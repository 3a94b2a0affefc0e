import { Moment } from '@crm/ui/data/moment';
import { Status } from '@crm/ui/data/status';
import { Text } from '@crm/ui/data/text';
import { Nothing } from '@crm/ui/data/facts';
import { useFormat } from '@crm/ui/hooks/use-format';
import { useNow } from '@crm/ui/hooks/use-now';
import { useTranslation } from 'react-i18next';
import { clockGlyphs, stateAt, type Clock } from './clock.ts';

const tick = 1000;
const tones = { ok: undefined, warning: 'warn', breached: 'bad', paused: 'undo', met: undefined } as const;

/** What a clock says in one short line, counting down while it runs: "3 h 40 min left", "Breached 2 h ago". */
function useClockWords(clock: Clock): {
  readonly words: string;
  readonly tone: 'warn' | 'bad' | 'undo' | undefined;
} {
  const { t } = useTranslation('resource');
  const format = useFormat();
  const now = useNow(tick);
  const state = stateAt(clock, now);
  const due = new Date(clock.dueAt).getTime();
  const late = (until: number) => format.duration(until - due);
  const told = {
    ok: () => t('clock.left', { time: format.duration(due - now.getTime()) }),
    warning: () => t('clock.soon', { time: format.duration(due - now.getTime()) }),
    breached: () =>
      clock.stoppedAt === null
        ? t('clock.breachedSince', { time: late(now.getTime()) })
        : t('clock.breachedBy', { time: late(new Date(clock.stoppedAt).getTime()) }),
    paused: () => t('clock.paused'),
    met: () => t('clock.met'),
  };
  return { words: told[state](), tone: tones[state] };
}

/** A clock as the cell of a list: its drawing and its words. */
export function ClockCell({ clock }: { readonly clock: Clock | undefined }) {
  const { t } = useTranslation('vocabulary');
  if (clock === undefined) return <Nothing label={t('none')} />;
  return <ClockLine clock={clock} />;
}

/** A clock in one line. */
export function ClockLine({ clock }: { readonly clock: Clock }) {
  const now = useNow(tick);
  const { words, tone } = useClockWords(clock);
  return (
    <Status state={clockGlyphs[stateAt(clock, now)]}>
      <Text tone={tone}>{words}</Text>
    </Status>
  );
}

/** When a clock is due, or when it stopped. */
export function ClockMoment({ clock }: { readonly clock: Clock }) {
  const { t } = useTranslation('resource');
  return clock.stoppedAt === null ? (
    <>
      {t('clock.due')} <Moment at={clock.dueAt} as="appointment" />
    </>
  ) : (
    <Moment at={clock.stoppedAt} as="appointment" />
  );
}
