import { useQuery } from '@tanstack/react-query';
import { NumberField } from '@crm/ui/fields/number-field';
import { SelectField } from '@crm/ui/fields/select-field';
import { TextField } from '@crm/ui/fields/text-field';
import { TextareaField } from '@crm/ui/fields/textarea-field';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { activityTypes } from '@crm/domain/activity/activity';
import { maxPageSize } from '@crm/domain/page-limits';
import type { PlainAction, WorkflowEntity } from '@crm/domain/workflow/workflow';
import { settableFields, workflowFields } from '@crm/domain/workflow/workflow-fields';
import { startableProcesses } from '@crm/domain/workflow/workflow.rules';
import { trpc } from '#admin/lib/trpc.ts';
import { PersonLookup, TeamLookup } from '#admin/resource/form/lookup-fields.tsx';
import type { FieldErrors } from '#admin/resource/form/use-field-issues.ts';
import { CreateRecordFields } from './create-record-fields.tsx';
import { FieldSelect } from './field-select.tsx';
import { PeopleFields } from './people-fields.tsx';
import { ValueField } from './value-field.tsx';

type ActionOf<Kind extends PlainAction['do']> = Extract<PlainAction, { do: Kind }>;

interface FieldsProps<Kind extends PlainAction['do'] = PlainAction['do']> {
  readonly entity: WorkflowEntity;
  /** Where the step stands in the rule: `actions.0`. */
  readonly path: string;
  readonly errors: FieldErrors;
  readonly value: ActionOf<Kind>;
  readonly onChange: (action: PlainAction) => void;
}

/** What each kind of step asks for, but for a branch, which holds steps itself. */
export function ActionFields({ value, ...props }: FieldsProps) {
  switch (value.do) {
    case 'assign':
      return <AssignFields {...props} value={value} />;
    case 'create_activity':
      return <ActivityFields {...props} value={value} />;
    case 'set_field':
      return <SetFields {...props} value={value} />;
    case 'add_tag':
      return <TagFields {...props} value={value} />;
    case 'notify':
      return <NotifyFields {...props} value={value} />;
    case 'start_process':
      return <ProcessFields {...props} value={value} />;
    case 'send_mail':
      return <MailFields {...props} value={value} />;
    case 'wait':
      return <WaitFields {...props} value={value} />;
    case 'wait_until':
      return <WaitUntilFields {...props} value={value} />;
    case 'call_webhook':
      return <WebhookFields {...props} value={value} />;
    case 'create_record':
      return <CreateRecordFields {...props} value={value} />;
  }
}

function AssignFields({ path, errors, value, onChange }: FieldsProps<'assign'>) {
  const { t } = useTranslation('rules');
  const { t: vocabulary } = useTranslation('vocabulary');
  const [to, setTo] = useState<'person' | 'team'>(value.teamId === undefined ? 'person' : 'team');
  const error = errors[`${path}.userId`] ?? errors[`${path}.teamId`];
  return (
    <>
      <SelectField
        name={`${path}.to`}
        label={t('giveTo')}
        error={undefined}
        value={to}
        options={(['person', 'team'] as const).map((kind) => ({ value: kind, label: t(kind) }))}
        onChange={(kind) => {
          setTo(kind);
          onChange({ do: 'assign' });
        }}
      />
      {to === 'person' ? (
        <PersonLookup
          name={`${path}.userId`}
          label={vocabulary('noun.user')}
          required
          error={error}
          value={value.userId ?? null}
          onChange={(userId) => onChange({ do: 'assign', ...(userId !== null && { userId }) })}
        />
      ) : (
        <TeamLookup
          name={`${path}.teamId`}
          label={vocabulary('field.team')}
          required
          error={error}
          value={value.teamId ?? null}
          onChange={(teamId) => onChange({ do: 'assign', ...(teamId !== null && { teamId }) })}
        />
      )}
    </>
  );
}

function ActivityFields({ path, errors, value, onChange }: FieldsProps<'create_activity'>) {
  const { t } = useTranslation('rules');
  const { t: vocabulary } = useTranslation('vocabulary');
  return (
    <>
      <SelectField
        name={`${path}.type`}
        label={vocabulary('field.type')}
        error={errors[`${path}.type`]}
        value={value.type}
        options={activityTypes.map((type) => ({ value: type, label: vocabulary(`activityType.${type}`) }))}
        onChange={(type) => onChange({ ...value, type })}
      />
      <TextField
        name={`${path}.subject`}
        label={vocabulary('field.subject')}
        required
        maxLength={300}
        error={errors[`${path}.subject`]}
        value={value.subject}
        onChange={(subject) => onChange({ ...value, subject })}
      />
      <TextareaField
        name={`${path}.body`}
        label={vocabulary('field.body')}
        maxLength={5_000}
        error={errors[`${path}.body`]}
        value={value.body ?? ''}
        onChange={(body) => onChange({ ...value, body: body === '' ? undefined : body })}
      />
      <NumberField
        name={`${path}.dueInDays`}
        label={t('dueIn')}
        error={errors[`${path}.dueInDays`]}
        value={value.dueInDays}
        onChange={(dueInDays) => onChange({ ...value, dueInDays })}
      />
      <PersonLookup
        name={`${path}.assignedTo`}
        label={vocabulary('field.owner')}
        hint={t('ownerHint')}
        error={errors[`${path}.assignedTo`]}
        value={value.assignedTo ?? null}
        onChange={(assignedTo) => onChange({ ...value, assignedTo: assignedTo ?? undefined })}
      />
    </>
  );
}

function SetFields({ entity, path, errors, value, onChange }: FieldsProps<'set_field'>) {
  const { t } = useTranslation('rules');
  const fields = settableFields(entity);
  const field = fields.find(({ name }) => name === value.field);
  return (
    <>
      <FieldSelect
        name={`${path}.field`}
        error={errors[`${path}.field`]}
        value={value.field}
        fields={fields}
        onChange={(name) => onChange({ do: 'set_field', field: name, value: null })}
      />
      {field && (
        <ValueField
          name={`${path}.value`}
          label={t('value')}
          error={errors[`${path}.value`]}
          entity={entity}
          field={field}
          op="equals"
          value={value.value ?? undefined}
          onChange={(next) => onChange({ ...value, value: typeof next === 'object' ? null : (next ?? null) })}
        />
      )}
    </>
  );
}

function TagFields({ path, errors, onChange, value }: FieldsProps<'add_tag'>) {
  const { t } = useTranslation('rules');
  const { data } = useQuery(trpc.tag.list.queryOptions({ limit: maxPageSize, sort: 'name' }));
  return (
    <SelectField
      name={`${path}.tagId`}
      label={t('tag')}
      required
      placeholder={t('chooseTag')}
      error={errors[`${path}.tagId`]}
      value={value.tagId}
      options={(data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(tagId) => onChange({ do: 'add_tag', tagId })}
    />
  );
}

function NotifyFields({ path, errors, value, onChange }: FieldsProps<'notify'>) {
  const { t } = useTranslation('rules');
  return (
    <>
      <PeopleFields
        path={path}
        errors={errors}
        value={value}
        onChange={(people) => onChange({ ...value, ...people })}
      />
      <TextField
        name={`${path}.message`}
        label={t('words')}
        required
        maxLength={300}
        error={errors[`${path}.message`]}
        value={value.message}
        onChange={(message) => onChange({ ...value, message })}
      />
    </>
  );
}

function ProcessFields({ entity, path, errors, value, onChange }: FieldsProps<'start_process'>) {
  const { t } = useTranslation('rules');
  const { t: process } = useTranslation('process');
  return (
    <SelectField
      name={`${path}.process`}
      label={t('process')}
      error={errors[`${path}.process`]}
      value={value.process}
      options={startableProcesses(entity).map((kind) => ({ value: kind, label: process(`kind.${kind}`) }))}
      onChange={(kind) => onChange({ do: 'start_process', process: kind })}
    />
  );
}

function MailFields({ path, errors, value, onChange }: FieldsProps<'send_mail'>) {
  const { t } = useTranslation('rules');
  const { t: vocabulary } = useTranslation('vocabulary');
  return (
    <>
      <TextField
        name={`${path}.subject`}
        label={vocabulary('field.subject')}
        required
        maxLength={200}
        error={errors[`${path}.subject`] ?? errors[`${path}.do`]}
        value={value.subject}
        onChange={(subject) => onChange({ ...value, subject })}
      />
      <TextareaField
        name={`${path}.body`}
        label={t('body')}
        required
        maxLength={5_000}
        error={errors[`${path}.body`]}
        value={value.body}
        onChange={(body) => onChange({ ...value, body })}
      />
    </>
  );
}

function WaitFields({ path, errors, value, onChange }: FieldsProps<'wait'>) {
  const { t } = useTranslation('rules');
  return (
    <NumberField
      name={`${path}.hours`}
      label={t('hours')}
      required
      error={errors[`${path}.hours`]}
      value={value.hours}
      onChange={(hours) => onChange({ do: 'wait', hours: hours ?? 1 })}
    />
  );
}

function WaitUntilFields({ entity, path, errors, value, onChange }: FieldsProps<'wait_until'>) {
  const { t } = useTranslation('rules');
  return (
    <>
      <FieldSelect
        name={`${path}.field`}
        error={errors[`${path}.field`]}
        value={value.field}
        fields={workflowFields(entity).filter(({ type }) => type === 'moment' || type === 'day')}
        onChange={(field) => onChange({ ...value, field })}
      />
      <NumberField
        name={`${path}.offsetDays`}
        label={t('offset')}
        hint={t('offsetHint')}
        error={errors[`${path}.offsetDays`]}
        value={value.offsetDays}
        onChange={(days) => onChange({ ...value, offsetDays: days ?? 0 })}
      />
    </>
  );
}

function WebhookFields({ path, errors, value, onChange }: FieldsProps<'call_webhook'>) {
  const { t } = useTranslation('rules');
  const { data } = useQuery(trpc.webhook_endpoint.list.queryOptions({ limit: maxPageSize }));
  return (
    <SelectField
      name={`${path}.endpointId`}
      label={t('endpoint')}
      required
      placeholder={t('chooseEndpoint')}
      error={errors[`${path}.endpointId`]}
      value={value.endpointId}
      options={(data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(endpointId) => onChange({ do: 'call_webhook', endpointId })}
    />
  );
}
