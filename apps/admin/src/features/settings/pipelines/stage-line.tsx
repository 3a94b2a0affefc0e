import { Badge } from '@crm/ui/data/badge';
import { useFormat } from '@crm/ui/hooks/use-format';
import { useTranslation } from 'react-i18next';
import type { StageRow } from '@crm/domain/pipeline/pipeline';
import { useForms } from '#admin/resource/use-forms.ts';
import { RowVerbs } from '../row-verbs.tsx';
import { OrderVerbs } from './order-verbs.tsx';
import classes from './pipelines.module.css';

const tones = { open: 'idle', won: 'good', lost: 'bad' } as const;

interface StageLineProps {
  readonly stage: StageRow;
  /** From 1. */
  readonly place: number;
  readonly count: number;
  readonly onMove: (step: -1 | 1) => void;
  readonly onDelete: () => void;
}

/** A stage with its rules. */
export function StageLine({ stage, place, count, onMove, onDelete }: StageLineProps) {
  const { t } = useTranslation('settings');
  const { t: frame } = useTranslation('resource');
  const { t: vocabulary } = useTranslation('vocabulary');
  const format = useFormat();
  const forms = useForms();
  const { abilities, name, requiredFields, staleAfterDays } = stage;
  const fields = requiredFields.map((field) => vocabulary(`gateField.${field}`)).join(frame('comma'));
  return (
    <li className={classes.stage} data-stage={stage.id}>
      <span className={classes.place}>{format.number(place)}</span>
      <span className={classes.stageName} dir="auto">
        {name}
      </span>
      <span>
        <Badge tone={tones[stage.kind]}>{vocabulary(`stageKind.${stage.kind}`)}</Badge>
      </span>
      <span className={classes.chance} title={vocabulary('field.probability')}>
        {format.percent(stage.probability / 100)}
      </span>
      <span className={classes.rules}>
        {fields !== '' && <span>{t('stage.asks', { fields })}</span>}
        {staleAfterDays !== null && <span>{t('stage.stale', { count: staleAfterDays })}</span>}
      </span>
      <span className={classes.verbs}>
        {abilities.update && <OrderVerbs name={name} isFirst={place === 1} isLast={place === count} onMove={onMove} />}
        <RowVerbs
          name={name}
          onEdit={abilities.update ? () => forms.edit('stage', stage.id) : undefined}
          onRemove={abilities.delete ? onDelete : undefined}
        />
      </span>
    </li>
  );
}
