import { Nothing } from '@crm/ui/data/facts';
import { useFormat } from '@crm/ui/hooks/use-format';
import { ConflictDialog, type ConflictSide } from '@crm/ui/overlays/conflict-dialog';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { customPath, useCustomFields, useCustomLabels } from '../custom/custom-fields.ts';
import { CustomValue } from '../custom/custom-value.tsx';
import type { FieldLabels } from './make-fields.ts';
import type { Clash, FormRow } from './use-record-form.ts';

/** Draws a value of a field as its record does; nothing for what is drawn as it is. */
export type ShowValue<Values> = (key: keyof Values & string, values: Values) => ReactNode | undefined;

interface ClashDialogProps<Row extends FormRow, Values extends object> {
  readonly resource: string;
  readonly clash: Clash<Row, Values>;
  readonly labels: FieldLabels<Values>;
  readonly show: ShowValue<Values> | undefined;
  readonly busy: boolean;
  readonly onSave: (choice: Readonly<Record<string, ConflictSide>>) => void;
  readonly onClose: () => void;
}

/** Somebody saved the same fields first: theirs or mine, field by field. */
export function ClashDialog<Row extends FormRow, Values extends object>(props: ClashDialogProps<Row, Values>) {
  const { resource, clash, labels, show, busy, onSave, onClose } = props;
  const { t } = useTranslation('resource');
  const { t: vocabulary } = useTranslation('vocabulary');
  const format = useFormat();
  const { fields: custom } = useCustomFields(resource);
  const customLabels = useCustomLabels();
  const customOf = (key: string) => custom.find((field) => customPath(field) === key);
  const who = clash.current.updatedBy?.name ?? t('form.somebody');

  const nameOf = (key: keyof Values & string): string => {
    const field = customOf(key);
    return field ? customLabels.field(field) : labels[key];
  };

  const draw = (key: keyof Values & string, values: Values): ReactNode => {
    const value: unknown = values[key];
    if (value === null || value === undefined || value === '') return <Nothing label={vocabulary('none')} />;
    const field = customOf(key);
    if (field) return <CustomValue field={field} value={value} />;
    const drawn = show?.(key, values);
    if (drawn !== undefined) return drawn;
    if (typeof value === 'boolean') return vocabulary(value ? 'yes' : 'no');
    if (typeof value === 'number') return format.number(value);
    return typeof value === 'string' ? <bdi>{value}</bdi> : JSON.stringify(value);
  };

  return (
    <ConflictDialog
      opened
      title={t('form.clash', { who })}
      them={`${who} ${format.time(clash.current.updatedAt)}`}
      fields={clash.keys.map((key) => ({
        id: key,
        label: nameOf(key),
        mine: draw(key, clash.mine),
        theirs: draw(key, clash.theirs),
        original: draw(key, clash.original),
      }))}
      busy={busy}
      onSave={onSave}
      onClose={onClose}
    />
  );
}
