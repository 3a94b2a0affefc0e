import { Button } from '@crm/ui/controls/button';
import { StateGlyph } from '@crm/ui/icons/state-glyph';
import { Menu } from '@crm/ui/overlays/menu';
import { useTranslation } from 'react-i18next';
import { processKinds, processStates } from '@crm/domain/process/process';
import { processGlyphs } from '#admin/resource/process/process-states.ts';
import type { ChosenProcesses } from './use-process-filter.ts';

/** The kind and the one state by which processes are filtered. */
export function ProcessMenus({ filter }: { readonly filter: ChosenProcesses }) {
  const { t } = useTranslation('processes');
  const { t: process } = useTranslation('process');
  const { show, kind, state, setKind, setState } = filter;
  return (
    <>
      <Menu
        label={t('column.kind')}
        target={
          <Button variant="ghost" size="small" icon="filter" iconEnd="chevron-down">
            {kind ? t('kind', { kind: process(`kind.${kind}`) }) : t('allKinds')}
          </Button>
        }
        groups={[
          {
            id: 'kinds',
            entries: [
              { id: 'all', label: t('allKinds'), checked: kind === undefined, onSelect: () => setKind(undefined) },
              ...processKinds.map((value) => ({
                id: value,
                label: process(`kind.${value}`),
                checked: kind === value,
                onSelect: () => setKind(value),
              })),
            ],
          },
        ]}
      />
      <Menu
        label={t('column.state')}
        target={
          <Button variant="ghost" size="small" iconEnd="chevron-down">
            {state ? t('inState', { state: process(`state.${state}`) }) : t('column.state')}
          </Button>
        }
        groups={[
          {
            id: 'states',
            entries: [
              {
                id: 'all',
                label: t('allStates'),
                checked: state === undefined && show === 'all',
                onSelect: () => setState(undefined),
              },
              ...processStates.map((value) => ({
                id: value,
                label: process(`state.${value}`),
                mark: <StateGlyph state={processGlyphs[value]} size={14} />,
                checked: state === value,
                onSelect: () => setState(value),
              })),
            ],
          },
        ]}
      />
    </>
  );
}
