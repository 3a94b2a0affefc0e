import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Checkbox } from '@crm/ui/controls/checkbox';
import { NumberField } from '@crm/ui/fields/number-field';
import { showToast } from '@crm/ui/hooks/use-toasts';
import { useState, type ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import type { FeatureFlagRow } from '@crm/domain/feature/feature-flag';
import { roles } from '@crm/domain/permissions';
import { trpc } from '#admin/lib/trpc.ts';
import { PersonLookup, TeamLookup } from '#admin/resource/form/lookup-fields.tsx';
import { CheckGroup } from '#admin/resource/form/check-group.tsx';
import { SaveDrawer } from '../save-drawer.tsx';
import classes from '../settings.module.css';

const whole = 100;

interface FeatureDialogProps {
  readonly row: FeatureFlagRow;
  readonly name: string;
  readonly onClose: () => void;
}

/** Says for whom a part of the product is on: everybody, a share of them, or those of some roles, teams and names. */
export function FeatureDialog({ row, name, onClose }: FeatureDialogProps) {
  const { t } = useTranslation('settings');
  const { t: frame } = useTranslation('resource');
  const { t: vocabulary } = useTranslation('vocabulary');
  const queryClient = useQueryClient();
  const [start] = useState({
    enabled: row.enabled,
    percentage: row.percentage,
    roles: row.roles,
    teamIds: row.teamIds,
    userIds: row.userIds,
  });
  const [rule, setRule] = useState(start);
  const change = (changes: Partial<typeof rule>) => setRule((before) => ({ ...before, ...changes }));
  const save = useMutation(
    trpc.feature_flag.update.mutationOptions({
      meta: { tellsErrors: true },
      onSuccess: async () => {
        showToast({ title: t('feature.saved', { name }), state: 'done' });
        onClose();
        await queryClient.invalidateQueries();
      },
    }),
  );

  return (
    <SaveDrawer
      title={t('editOf', { name })}
      submit={frame('form.save')}
      isDirty={rule !== start}
      isPending={save.isPending}
      error={save.error}
      onSubmit={() => save.mutate({ key: row.key, version: row.version, data: rule })}
      onClose={onClose}
    >
      <Checkbox
        visibleLabel
        label={t('feature.enabled')}
        checked={rule.enabled}
        onChange={(enabled) => change({ enabled })}
      />
      <p className={classes.hint}>{t('feature.offHint')}</p>
      <NumberField
        name="percentage"
        label={t('feature.percentage')}
        hint={t('feature.percentageHint')}
        unit="%"
        error={rule.percentage >= 0 && rule.percentage <= whole ? undefined : t('feature.percentageWrong')}
        value={rule.percentage}
        onChange={(percentage) => change({ percentage: percentage ?? whole })}
      />
      <CheckGroup
        legend={t('feature.roles')}
        hint={t('feature.rolesHint')}
        options={roles.map((value) => ({ value, label: vocabulary(`role.${value}`) }))}
        value={rule.roles}
        onChange={(chosen) => change({ roles: [...chosen] })}
      />
      <Several
        Lookup={TeamLookup}
        name="teamIds"
        label={vocabulary('field.team')}
        value={rule.teamIds}
        onChange={(teamIds) => change({ teamIds })}
      />
      <Several
        Lookup={PersonLookup}
        name="userIds"
        label={vocabulary('noun.user')}
        value={rule.userIds}
        onChange={(userIds) => change({ userIds })}
      />
    </SaveDrawer>
  );
}

interface SeveralProps {
  readonly Lookup: (props: ComponentProps<typeof PersonLookup>) => ReturnType<typeof PersonLookup>;
  readonly name: string;
  readonly label: string;
  readonly value: string[];
  readonly onChange: (ids: string[]) => void;
}

/** Each chosen record in a field of its own, and an empty field for one more. */
function Several({ Lookup, name, label, value, onChange }: SeveralProps) {
  return [...value, null].map((id, index) => (
    <Lookup
      key={id ?? `more-${value.length}`}
      name={`${name}.${index}`}
      label={label}
      error={undefined}
      value={id}
      onChange={(chosen) =>
        onChange([
          ...new Set([...value.slice(0, index), ...(chosen === null ? [] : [chosen]), ...value.slice(index + 1)]),
        ])
      }
    />
  ));
}
