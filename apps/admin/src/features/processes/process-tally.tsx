import { useQuery } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { Status } from '@crm/ui/data/status';
import { useFormat } from '@crm/ui/hooks/use-format';
import { useTranslation } from 'react-i18next';
import type { ProcessFilter, ProcessState } from '@crm/domain/process/process';
import { trpc } from '#admin/lib/trpc.ts';
import { processGlyphs } from '#admin/resource/process/process-states.ts';
import classes from './process-tally.module.css';

interface ProcessTallyProps {
  readonly filter: ProcessFilter;
  readonly chosen: readonly string[];
  readonly onChoose: (state: ProcessState | undefined) => void;
}

/** How many there are in each state; a press shows them. */
export function ProcessTally({ filter, chosen, onChoose }: ProcessTallyProps) {
  const { t } = useTranslation('process');
  const { t: page } = useTranslation('processes');
  const format = useFormat();
  const { data } = useQuery(trpc.process.tally.queryOptions({ filter }, { placeholderData: (before) => before }));
  return (
    <div className={classes.tally} role="group" aria-label={page('byState')}>
      {data?.items.map(({ state, count, capped }) => {
        const isChosen = chosen.includes(state);
        return (
          <Button
            key={state}
            variant="ghost"
            size="small"
            aria-pressed={isChosen}
            onClick={() => onChoose(isChosen ? undefined : state)}
          >
            <Status state={processGlyphs[state]}>
              {t(`state.${state}`)} <b>{capped ? `${format.number(count)}+` : format.number(count)}</b>
            </Status>
          </Button>
        );
      })}
    </div>
  );
}
