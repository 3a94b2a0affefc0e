import { Button } from '@crm/ui/controls/button';
import type { IconName } from '@crm/ui/icons/icon';
import { Menu, type MenuEntry } from '@crm/ui/overlays/menu';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProcessDetails } from '@crm/domain/process/process-details';
import type { ProcessRow } from '@crm/domain/process/process';
import { screenVerbs, type ScreenVerb } from './screen-verbs.ts';
import { VerbDialog } from './verb-dialog.tsx';

interface ProcessVerbsProps {
  readonly process: ProcessRow;
  readonly details: ProcessDetails | undefined;
}

const icons = {
  retry: 'retry',
  resume: 'play',
  restart: 'retry',
  runAgain: 'history',
  pause: 'pause',
  skip: 'skip',
  cancel: 'undo',
  terminate: 'stop',
} as const satisfies Readonly<Record<ScreenVerb, IconName>>;
/** What most people come for when a process is in trouble. */
const leading = ['resume', 'retry', 'restart', 'runAgain'] as const;

/** What the reader may do to a process now: the likeliest as a button, the rest in a menu. */
export function ProcessVerbs({ process, details }: ProcessVerbsProps) {
  const { t } = useTranslation('processes');
  const [asked, setAsked] = useState<ScreenVerb | undefined>();
  const allowed = screenVerbs.filter((verb) => process.abilities[verb]);
  const first = leading.find((verb) => allowed.includes(verb));
  const cancels = allowed.includes('cancel');
  const rest = allowed.filter((verb) => verb !== first && verb !== 'cancel');
  const entry = (verb: ScreenVerb): MenuEntry => ({
    id: verb,
    label: t(`verb.${verb}`),
    icon: icons[verb],
    danger: verb === 'terminate',
    onSelect: () => setAsked(verb),
  });
  return (
    <>
      {rest.length > 0 && (
        <Menu
          label={t('more')}
          align="end"
          target={
            <Button icon="more" iconEnd="chevron-down">
              {t('more')}
            </Button>
          }
          groups={[{ id: 'verbs', entries: rest.map(entry) }]}
        />
      )}
      {cancels && (
        <Button variant="danger" icon="ban" onClick={() => setAsked('cancel')}>
          {process.state === 'failed' ? t('giveUp') : t('verb.cancel')}
        </Button>
      )}
      {first && (
        <Button variant="primary" icon={icons[first]} onClick={() => setAsked(first)}>
          {t(`verb.${first}`)}
        </Button>
      )}
      {asked && <VerbDialog process={process} details={details} verb={asked} onClose={() => setAsked(undefined)} />}
    </>
  );
}
