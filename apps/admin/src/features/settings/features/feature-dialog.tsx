import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { Checkbox } from '@crm/ui/controls/checkbox';
import { Note } from '@crm/ui/feedback/note';
import { NumberField } from '@crm/ui/fields/number-field';
import { showToast } from '@crm/ui/hooks/use-toasts';
import { Drawer } from '@crm/ui/overlays/drawer';
import { useState, type ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import type { FeatureFlagRow } from '@crm/domain/feature/feature-flag';
import { roles } from '@crm/domain/permissions';
import { readError } from '#admin/lib/api-error.ts';
import { trpc } from '#admin/lib/trpc.ts';
import { useErrorWords } from '#admin/lib/use-error-words.ts';
import { PersonLookup, TeamLookup } from '#admin/resource/form/lookup-fields.tsx';
import { CheckGroup } from '../check-group.tsx';
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
  const errorWords = useErrorWords();
  const queryClient = useQueryClient();
  const [rule, setRule] = useState({
    enabled: row.enabled,
    percentage: row.percentage,
    roles: row.roles,
    teamIds: row.teamIds,
    userIds: row.userIds,
  });
  const change = (changes: Partial<typeof rule>) => setRule((before) => ({ ...before, ...changes }));
  const save = useMutation(
    trpc.featureFlag.update.mutationOptions({
      meta: { tellsErrors: true },
      onSuccess: async () => {
        showToast({ title: t('feature.saved', { name }), state: 'done' });
        onClose();
        await queryClient.invalidateQueries();
      },
    }),
  );
  const refusal = save.error && readError(save.error);

  return (
    <Drawer
      opened
      onClose={onClose}
      title={t('editOf', { name })}
      actions={
        <>
          <Button variant="ghost" onClick={onClose}>
            {frame('cancel')}
          </Button>
          <Button
            variant="primary"
            busy={save.isPending}
            onClick={() => save.mutate({ key: row.key, version: row.version, data: rule })}
          >
            {frame('form.save')}
          </Button>
        </>
      }
    >
      <div className={classes.fields}>
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
        {refusal && (
          <Note tone="bad" icon="warning" live>
            {errorWords.title(refusal)}. {errorWords.advice(refusal)}
          </Note>
        )}
      </div>
    </Drawer>
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
