import { useEffect, useState } from 'react';
import { hasCode, readError, type ApiError } from '#admin/lib/api-error.ts';
import { useSession } from '#admin/lib/session.ts';
import { nestCustom, type CustomPath } from '../custom/custom-fields.ts';
import { useCustomValues } from '../custom/use-custom-values.ts';
import type { RecordRead } from '../peek/peek-panel.tsx';
import type { Schema } from '../schema.ts';
import type { FormResource } from '../use-forms.ts';
import { keepDraft, readDraft } from './drafts.ts';
import { changedKeys, isSame, pickValues } from './form-values.ts';
import { useFieldIssues, type FieldErrors } from './use-field-issues.ts';
import { useFormSave, type Confirmation, type FormBase } from './use-form-save.ts';

/** A record as a form needs it. */
export interface FormRow {
  readonly id: string;
  readonly version: number;
  readonly updatedAt: string;
  readonly updatedBy: { readonly name: string } | null;
}

/** What a form calls; `api.account` and its like are ones. */
export interface FormApi<Row, Values> {
  readonly get: RecordRead<Row>;
  readonly create: { mutate(input: { data: Values & Partial<Confirmation> }): Promise<Row> };
  readonly update: { mutate(input: { id: string; version: number; data: Partial<Values> }): Promise<Row> };
}

export interface RecordFormOptions<Row extends FormRow, Values extends object> {
  readonly resource: FormResource;
  readonly api: FormApi<Row, Values>;
  /** The resource's definition in the domain; its schemas check before the server does. */
  readonly definition: { readonly create: Schema<unknown>; readonly update: Schema<unknown> };
  /** The record that is edited; nothing for a new one. */
  readonly row: Row | undefined;
  /** What a form of a record begins with, and of a new one. */
  readonly valuesOf: (row: Row | undefined) => Values;
  readonly onSaved: (row: Row, how: 'created' | 'changed') => void;
}

/** Fields that somebody else changed meanwhile. */
export interface Clash<Row, Values> {
  readonly current: Row;
  readonly mine: Values;
  readonly theirs: Values;
  readonly original: Values;
  readonly keys: readonly (keyof Values & string)[];
}

/**
 * The state of a form: values, what is wrong with them, what was typed and not saved, and what the server answered.
 * What is typed is kept in the tab until it is saved. Who comes second is asked field by field; where two people
 * changed different fields, both changes are joined without a question.
 */
export function useRecordForm<Row extends FormRow, Values extends object>(options: RecordFormOptions<Row, Values>) {
  const { resource, api, definition, row } = options;
  const session = useSession();
  const custom = useCustomValues(resource);
  const valuesOf = (of: Row | undefined): Values => ({ ...options.valuesOf(of), ...custom.valuesOf(of) });
  const issues = useFieldIssues();
  const draftKey = `gx-draft:${session.id}:${resource}:${row?.id ?? 'new'}`;

  const [start] = useState(() => {
    const fresh = valuesOf(row);
    return readDraft(draftKey, fresh) ?? { values: fresh, base: fresh, version: row?.version, at: undefined };
  });
  const [values, setValues] = useState(start.values);
  const [base, setBase] = useState<FormBase<Values>>({ values: start.base, version: start.version });
  const [restoredAt, setRestoredAt] = useState(start.at);
  const [errors, setErrors] = useState<FieldErrors>({});
  const [isTried, setTried] = useState(false);
  const [refusal, setRefusal] = useState<ApiError | undefined>();
  const [clash, setClash] = useState<Clash<Row, Values> | undefined>();
  const isDirty = changedKeys(base.values, values).length > 0;
  const { save, isPending, isPaused } = useFormSave({
    ...options,
    onSaved: (saved, how) => {
      keepDraft(draftKey, undefined);
      options.onSaved(saved, how);
    },
  });

  useEffect(() => {
    const draft = { values, base: base.values, version: base.version, at: new Date().toISOString() };
    keepDraft(draftKey, isDirty ? draft : undefined);
  }, [draftKey, values, base, isDirty]);

  const check = (next: Values): FieldErrors => {
    const data = row ? pickValues(next, changedKeys(base.values, next)) : next;
    const parsed = (row ? definition.update : definition.create).safeParse(nestCustom(data));
    return {
      ...(parsed.success ? {} : issues.ofSchema(parsed.error.issues)),
      ...issues.ofServer(custom.issuesOf(data, row)),
    };
  };

  const tell = (thrown: unknown) => {
    const error = readError(thrown);
    const field = error.details['field'];
    const taken = typeof field === 'string' ? issues.ofServer([{ field, code: 'duplicate', message: '' }]) : {};
    setRefusal(error);
    setErrors({ ...taken, ...issues.ofServer(error.issues) });
  };

  const rebase = async (joined: Values, current: Row, theirs: Values) => {
    const from = { values: theirs, version: current.version };
    setBase(from);
    setValues(joined);
    setClash(undefined);
    await save(joined, from);
  };

  /** Joins what somebody saved before us where the fields differ, and asks where they are the same. */
  const compare = async (next: Values) => {
    if (row === undefined) return;
    const current = await api.get.query({ id: row.id });
    const theirs = valuesOf(current);
    const mine = changedKeys(base.values, next);
    const keys = mine.filter((key) => !isSame(theirs[key], base.values[key]) && !isSame(theirs[key], next[key]));
    if (keys.length > 0) setClash({ current, mine: next, theirs, original: base.values, keys });
    else await rebase({ ...theirs, ...pickValues(next, mine) }, current, theirs);
  };

  const attempt = async (work: Promise<void>, next: Values) => {
    try {
      await work;
    } catch (thrown) {
      if (hasCode(thrown, 'version_conflict')) await compare(next).catch(tell);
      else tell(thrown);
    }
  };

  return {
    resource,
    row,
    values,
    errors,
    refusal,
    clash,
    isPending,
    /** It waits on this device for the connection. */
    isPaused,
    restoredAt,
    set: (key: (keyof Values & string) | CustomPath, value: unknown) => {
      // Two fields may change in one go: an amount brings its currency.
      setValues((last) => ({ ...last, [key]: value }));
      setRefusal(undefined);
      // Nothing is called wrong while it is typed for the first time.
      if (isTried) setErrors(check({ ...values, [key]: value }));
    },
    /** Looks at one field when it is left, so that nobody has to wait for the server. */
    leave: (key: (keyof Values & string) | CustomPath) => {
      if (!isTried && isSame(Reflect.get(values, key), Reflect.get(base.values, key))) return;
      const own = check(values)[key];
      setErrors(({ [key]: _old, ...others }) => (own === undefined ? others : { ...others, [key]: own }));
    },
    /** @returns whether everything was in order here, so that it was sent */
    submit: (confirm?: Confirmation): boolean => {
      const found = check(values);
      setTried(true);
      setErrors(found);
      setRefusal(undefined);
      if (Object.keys(found).length > 0) return false;
      void attempt(save(values, base, confirm), values);
      return true;
    },
    /** Saves with the chosen values where two people had changed the same field. */
    settle: (choice: Readonly<Record<string, 'mine' | 'theirs'>>) => {
      if (clash === undefined) return;
      const mine = changedKeys(base.values, values).filter((key) => choice[key] !== 'theirs');
      const joined = { ...clash.theirs, ...pickValues(values, mine) };
      void attempt(rebase(joined, clash.current, clash.theirs), joined);
    },
    closeClash: () => setClash(undefined),
    /** Throws away what was typed before the reload. */
    discard: () => {
      const fresh = valuesOf(row);
      setValues(fresh);
      setBase({ values: fresh, version: row?.version });
      setRestoredAt(undefined);
      setErrors({});
    },
  };
}

/** The state of a form, for its fields and its frame. */
export type RecordForm<Row extends FormRow, Values extends object> = ReturnType<typeof useRecordForm<Row, Values>>;
