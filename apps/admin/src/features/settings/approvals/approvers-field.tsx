import { Button } from '@crm/ui/controls/button';
import { IconButton } from '@crm/ui/controls/icon-button';
import { Note } from '@crm/ui/feedback/note';
import { NumberField } from '@crm/ui/fields/number-field';
import { SelectField } from '@crm/ui/fields/select-field';
import { useTranslation } from 'react-i18next';
import type { Approver } from '@crm/domain/approval/approval-policy';
import { roles } from '@crm/domain/permissions';
import { PersonLookup } from '#admin/resource/form/lookup-fields.tsx';
import classes from './approvers-field.module.css';

const kinds = ['manager', 'role', 'user'] as const;
const approvingRoles = roles.filter((role) => role === 'admin' || role === 'manager');

interface ApproversFieldProps {
  readonly value: readonly Approver[];
  readonly error: string | undefined;
  readonly onChange: (value: Approver[]) => void;
}

/** Who must approve, and in which order: those of one step are asked together, those of the next after them. */
export function ApproversField({ value, error, onChange }: ApproversFieldProps) {
  const { t } = useTranslation('setup');
  const put = (index: number, approver: Approver) =>
    onChange(value.map((known, at) => (at === index ? approver : known)));
  const next = (value.at(-1)?.step ?? 0) + 1;
  return (
    <fieldset className={classes.field}>
      <legend className={classes.legend}>{t('approval.approvers')}</legend>
      {value.map((approver, index) => (
        <div
          key={index}
          role="group"
          aria-label={t('approval.approver', { number: index + 1 })}
          className={classes.row}
        >
          <NumberField
            label={t('approval.step')}
            value={approver.step}
            onChange={(step) => put(index, { ...approver, step: Math.max(1, Math.trunc(step ?? 1)) })}
          />
          <SelectField
            label={t('approval.who')}
            value={approver.kind}
            options={kinds.map((kind) => ({ value: kind, label: t(`approval.kind.${kind}`) }))}
            onChange={(kind) => put(index, fresh(kind, approver.step))}
          />
          <Named approver={approver} onChange={(changed) => put(index, changed)} />
          <IconButton
            icon="trash"
            variant="ghost"
            label={t('approval.remove', { number: index + 1 })}
            onClick={() => onChange(value.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <div>
        <Button size="small" icon="plus" onClick={() => onChange([...value, { step: next, kind: 'manager' }])}>
          {t('approval.add')}
        </Button>
      </div>
      {error !== undefined && (
        <Note tone="bad" live>
          {error}
        </Note>
      )}
    </fieldset>
  );
}

function fresh(kind: (typeof kinds)[number], step: number): Approver {
  switch (kind) {
    case 'manager':
      return { step, kind };
    case 'role':
      return { step, kind, role: 'admin' };
    case 'user':
      return { step, kind, userId: '' };
  }
}

function Named({ approver, onChange }: { readonly approver: Approver; readonly onChange: (next: Approver) => void }) {
  const { t } = useTranslation('setup');
  const { t: vocabulary } = useTranslation('vocabulary');
  switch (approver.kind) {
    case 'manager':
      return null;
    case 'role':
      return (
        <SelectField
          label={vocabulary('field.role')}
          value={approver.role}
          options={approvingRoles.map((role) => ({ value: role, label: vocabulary(`role.${role}`) }))}
          onChange={(role) => onChange({ ...approver, role })}
        />
      );
    case 'user':
      return (
        <PersonLookup
          name="userId"
          label={t('approval.person')}
          value={approver.userId === '' ? null : approver.userId}
          error={undefined}
          onChange={(id) => onChange({ ...approver, userId: id ?? '' })}
        />
      );
  }
}
