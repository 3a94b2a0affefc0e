import { Segmented } from '@crm/ui/controls/segmented';
import { useTranslation } from 'react-i18next';
import classes from './consent-field.module.css';

interface ConsentFieldProps {
  readonly label: string;
  /** `null`: nobody has asked yet. */
  readonly value: boolean | null;
  readonly onChange: (consent: boolean | null) => void;
}

const values = { yes: true, no: false, notAsked: null } as const;

/** Whether somebody agreed to be contacted; three answers, for "not asked" is none of the others. */
export function ConsentField({ label, value, onChange }: ConsentFieldProps) {
  const { t } = useTranslation('vocabulary');
  const chosen = value === null ? 'notAsked' : value ? 'yes' : 'no';
  return (
    <div className={classes.field}>
      <span className={classes.label} aria-hidden="true">
        {label}
      </span>
      <Segmented
        label={label}
        value={chosen}
        options={[
          { value: 'notAsked', label: t('notAsked') },
          { value: 'yes', label: t('yes') },
          { value: 'no', label: t('no') },
        ]}
        onChange={(answer: keyof typeof values) => onChange(values[answer])}
      />
    </div>
  );
}
