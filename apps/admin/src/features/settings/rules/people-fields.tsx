import { Button } from '@crm/ui/controls/button';
import { useTranslation } from 'react-i18next';
import { useNames } from '#admin/resource/filter/use-names.ts';
import { CheckGroup } from '#admin/resource/form/check-group.tsx';
import { PersonLookup } from '#admin/resource/form/lookup-fields.tsx';
import type { FieldErrors } from '#admin/resource/form/use-field-issues.ts';
import classes from './rules.module.css';

const parts = ['owner', 'manager'] as const;

interface People {
  readonly roles: (typeof parts)[number][];
  readonly userIds: string[];
}

interface PeopleFieldsProps {
  /** Where the step stands in the rule: `actions.0`. */
  readonly path: string;
  /** What stands below the choice of parts. */
  readonly hint?: string;
  readonly errors: FieldErrors;
  readonly value: People;
  readonly onChange: (people: People) => void;
}

/** Whom a step turns to: people by their part in the record, and others by name. */
export function PeopleFields({ path, hint, errors, value, onChange }: PeopleFieldsProps) {
  const { t } = useTranslation('rules');
  const { roles, userIds } = value;
  const names = useNames('user', userIds);
  return (
    <>
      <CheckGroup
        legend={t('tell')}
        options={parts.map((part) => ({ value: part, label: t(`part.${part}`) }))}
        value={roles}
        onChange={(chosen) => onChange({ userIds, roles: [...chosen] })}
        hint={errors[`${path}.roles`] ?? hint}
      />
      {userIds.length > 0 && (
        <span className={classes.verbs}>
          {userIds.map((id) => (
            <Button
              key={id}
              size="small"
              icon="close"
              aria-label={t('dropOf', { what: names.get(id) ?? id })}
              onClick={() => onChange({ roles, userIds: userIds.filter((other) => other !== id) })}
            >
              {names.get(id) ?? '…'}
            </Button>
          ))}
        </span>
      )}
      <PersonLookup
        // A new one for each person that was taken over into the list above.
        key={userIds.length}
        name={`${path}.userIds`}
        label={t('alsoTell')}
        error={undefined}
        value={null}
        onChange={(id) => id !== null && !userIds.includes(id) && onChange({ roles, userIds: [...userIds, id] })}
      />
    </>
  );
}
