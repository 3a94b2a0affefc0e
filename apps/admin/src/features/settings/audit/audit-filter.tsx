import { DateField } from '@crm/ui/fields/date-field';
import { SelectField } from '@crm/ui/fields/select-field';
import { useTranslation } from 'react-i18next';
import { actions, type ResourceName } from '@crm/domain/permissions';
import { PersonLookup } from '#admin/resource/form/lookup-fields.tsx';
import classes from './audit.module.css';
import type { AuditFilterState } from './use-audit-filter.ts';

const resources = Object.keys(actions).filter((name): name is ResourceName => name in actions);

/** By what was changed, by whom, and when. */
export function AuditFilter({ filter }: { readonly filter: AuditFilterState }) {
  const { t } = useTranslation('setup');
  const { values, set } = filter;
  const known = resources.find((name) => name === values.resource) ?? '';
  return (
    <div className={classes.filter}>
      <SelectField
        name="resource"
        label={t('audit.what')}
        error={undefined}
        value={known}
        options={[
          { value: '' as const, label: t('audit.anything') },
          ...resources.map((value) => ({ value, label: t(`resource.${value}`) })),
        ]}
        onChange={(resource) => set({ resource: resource === '' ? undefined : resource })}
      />
      <PersonLookup
        name="actor"
        label={t('audit.who')}
        error={undefined}
        value={values.actor ?? null}
        onChange={(actor) => set({ actor: actor ?? undefined })}
      />
      <DateField
        name="from"
        label={t('audit.from')}
        error={undefined}
        value={values.from}
        onChange={(from) => set({ from })}
      />
      <DateField name="to" label={t('audit.to')} error={undefined} value={values.to} onChange={(to) => set({ to })} />
    </div>
  );
}
