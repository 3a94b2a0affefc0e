import { Button } from '@crm/ui/controls/button';
import { IconButton } from '@crm/ui/controls/icon-button';
import { SelectField } from '@crm/ui/fields/select-field';
import { useTranslation } from 'react-i18next';
import {
  ruleConditions,
  type PlainAction,
  type WorkflowAction,
  type WorkflowEntity,
} from '@crm/domain/workflow/workflow';
import { mailable, startableProcesses } from '@crm/domain/workflow/workflow.rules';
import type { FieldErrors } from '#admin/resource/form/use-field-issues.ts';
import { ActionFields } from './action-fields.tsx';
import { AskFields } from './ask-fields.tsx';
import { ConditionGroup } from './condition-group.tsx';
import { emptyValues } from './create-record-fields.tsx';
import classes from './rules.module.css';

const plainKinds = [
  'assign',
  'create_activity',
  'set_field',
  'add_tag',
  'notify',
  'send_mail',
  'start_process',
  'create_record',
  'call_webhook',
  'wait',
  'wait_until',
] as const;
const kinds = [...plainKinds, 'branch', 'ask_approval'] as const;

interface ActionListProps {
  readonly entity: WorkflowEntity;
  /** Where it stands in the rule: `actions`, `actions.0.then`. */
  readonly path?: string;
  /** Inside of a branch, which has none of its own in it. */
  readonly plain?: boolean;
  /** Whether there may be no steps. */
  readonly mayBeEmpty?: boolean;
  readonly errors: FieldErrors;
  readonly value: readonly WorkflowAction[];
  readonly onChange: (actions: readonly WorkflowAction[]) => void;
}

/** What a rule does, step by step; steps change places by their buttons. */
export function ActionList(props: ActionListProps) {
  const { entity, path = 'actions', plain = false, mayBeEmpty = false, errors, value, onChange } = props;
  const { t } = useTranslation('rules');
  const possible = (plain ? plainKinds : kinds).filter((kind) => isPossible(entity, kind));
  const put = (at: number, next: WorkflowAction) => onChange(value.map((old, index) => (index === at ? next : old)));
  const move = (at: number, by: 1 | -1) => {
    const next = [...value];
    const [moved] = next.splice(at, 1);
    if (moved) onChange(next.toSpliced(at + by, 0, moved));
  };
  return (
    <>
      {value.map((action, at) => {
        const title = t('actionOf', { place: at + 1, what: t(`do.${action.do}`) });
        return (
          // Steps have no id; each keeps nothing of its own, so that their place is enough.
          <div key={`step-${at}`} className={classes.card} role="group" aria-label={title}>
            <div className={classes.head}>
              <span className={classes.title}>{title}</span>
              {at > 0 && (
                <IconButton
                  size="small"
                  variant="ghost"
                  icon="chevron-up"
                  label={t('up', { place: at + 1 })}
                  onClick={() => move(at, -1)}
                />
              )}
              {at < value.length - 1 && (
                <IconButton
                  size="small"
                  variant="ghost"
                  icon="chevron-down"
                  label={t('down', { place: at + 1 })}
                  onClick={() => move(at, 1)}
                />
              )}
              {(mayBeEmpty || value.length > 1) && (
                <IconButton
                  size="small"
                  variant="ghost"
                  icon="trash"
                  label={t('dropOf', { what: title })}
                  onClick={() => onChange(value.toSpliced(at, 1))}
                />
              )}
            </div>
            <SelectField
              name={`${path}.${at}.do`}
              label={t('actionKind', { place: at + 1 })}
              error={errors[`${path}.${at}.do`]}
              value={action.do}
              options={possible.map((kind) => ({ value: kind, label: t(`do.${kind}`) }))}
              onChange={(kind) => put(at, emptyAction(kind, entity))}
            />
            {action.do === 'branch' || action.do === 'ask_approval' ? (
              <SidedFields
                entity={entity}
                path={`${path}.${at}`}
                errors={errors}
                value={action}
                onChange={(next) => put(at, next)}
              />
            ) : (
              <ActionFields
                entity={entity}
                path={`${path}.${at}`}
                errors={errors}
                value={action}
                onChange={(next) => put(at, next)}
              />
            )}
          </div>
        );
      })}
      <span>
        <Button size="small" icon="plus" onClick={() => onChange([...value, emptyAction('notify', entity)])}>
          {t('addAction')}
        </Button>
      </span>
    </>
  );
}

type Sided = Extract<WorkflowAction, { do: 'branch' | 'ask_approval' }>;

interface SidedFieldsProps {
  readonly entity: WorkflowEntity;
  readonly path: string;
  readonly errors: FieldErrors;
  readonly value: Sided;
  readonly onChange: (sided: Sided) => void;
}

/** What is asked, of the record or of people, and what is done by the answer. */
function SidedFields({ entity, path, errors, value, onChange }: SidedFieldsProps) {
  const { t } = useTranslation('rules');
  return (
    <>
      {value.do === 'branch' ? (
        <ConditionGroup
          entity={entity}
          path={`${path}.if`}
          errors={errors}
          value={value.if}
          onChange={(group) => onChange({ ...value, if: ruleConditions.parse(group) })}
        />
      ) : (
        <AskFields path={path} errors={errors} value={value} onChange={onChange} />
      )}
      {(['then', 'else'] as const).map((side) => (
        <div key={side} className={classes.side} role="group" aria-label={t(`${value.do}.${side}`)}>
          <span className={classes.title}>{t(`${value.do}.${side}`)}</span>
          <ActionList
            plain
            mayBeEmpty={side === 'else'}
            entity={entity}
            path={`${path}.${side}`}
            errors={errors}
            value={value[side]}
            onChange={(actions) => onChange({ ...value, [side]: actions.filter(isPlain) })}
          />
        </div>
      ))}
    </>
  );
}

function isPlain(action: WorkflowAction): action is PlainAction {
  return action.do !== 'branch' && action.do !== 'ask_approval';
}

/** Whether such a step can be taken for records of an entity at all. */
function isPossible(entity: WorkflowEntity, kind: WorkflowAction['do']): boolean {
  if (kind === 'create_activity') return entity !== 'activity';
  if (kind === 'send_mail') return mailable.includes(entity);
  return kind !== 'start_process' || startableProcesses(entity).length > 0;
}

/** Steps that name fields, which mean nothing for another entity. */
const ofFields: ReadonlySet<WorkflowAction['do']> = new Set([
  'set_field',
  'wait_until',
  'branch',
  'ask_approval',
  'create_record',
]);

/** The steps that also another entity can take: what is left of a rule when its entity changes. */
export function actionsFor(entity: WorkflowEntity, actions: readonly WorkflowAction[]): readonly WorkflowAction[] {
  const kept = actions.filter(({ do: kind }) => !ofFields.has(kind) && isPossible(entity, kind));
  return kept.length > 0 ? kept : [emptyAction('notify', entity)];
}

function emptyAction(kind: WorkflowAction['do'], entity: WorkflowEntity): WorkflowAction {
  switch (kind) {
    case 'assign':
      return { do: kind };
    case 'create_activity':
      return { do: kind, type: 'task', subject: '' };
    case 'set_field':
      return { do: kind, field: '', value: null };
    case 'add_tag':
      return { do: kind, tagId: '' };
    case 'notify':
      return { do: kind, roles: ['owner'], userIds: [], message: '' };
    case 'start_process':
      return { do: kind, process: startableProcesses(entity)[0] ?? 'follow-up' };
    case 'send_mail':
      return { do: kind, subject: '', body: '' };
    case 'wait':
      return { do: kind, hours: 24 };
    case 'wait_until':
      return { do: kind, field: '', offsetDays: 0 };
    case 'call_webhook':
      return { do: kind, endpointId: '' };
    case 'create_record':
      return { do: kind, entity: 'opportunity', values: emptyValues('opportunity') };
    case 'ask_approval':
      return {
        do: kind,
        question: '',
        roles: ['manager'],
        userIds: [],
        expireAfterDays: 7,
        then: [{ do: 'notify', roles: ['owner'], userIds: [], message: '' }],
        else: [],
      };
    case 'branch':
      return {
        do: kind,
        if: { match: 'all', conditions: [{ field: '', op: 'equals' }] },
        then: [{ do: 'notify', roles: ['owner'], userIds: [], message: '' }],
        else: [],
      };
  }
}
