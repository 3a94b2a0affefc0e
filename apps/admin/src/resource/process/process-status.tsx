import { Status } from '@crm/ui/data/status';
import { useTranslation } from 'react-i18next';
import type { ProcessState } from '@crm/domain/process/process';
import { processGlyphs } from './process-states.ts';

/** The state of a process: glyph and word. */
export function ProcessStatus({ state }: { readonly state: ProcessState }) {
  const { t } = useTranslation('process');
  return <Status state={processGlyphs[state]}>{t(`state.${state}`)}</Status>;
}
