import { useCallback, useMemo } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import type { ResourceName } from '@crm/domain/permissions';

/** What can be created and edited by a form. */
const formResources = [
  'account',
  'contact',
  'lead',
  'opportunity',
  'activity',
  'invoice',
  'subscription',
  'product',
  'ticket',
  'kb_article',
  'campaign',
  'calendar',
  'sla_policy',
  'ticket_category',
  'territory',
  'approval_policy',
  'lead_scoring_rule',
  'quote',
  'user',
  'team',
  'pipeline',
  'stage',
] as const satisfies readonly ResourceName[];

export type FormResource = (typeof formResources)[number];

/** The form that is open: of a new record, with what is known of it already, or of one that is there. */
export interface OpenForm {
  readonly resource: FormResource;
  readonly id: string | undefined;
  /** First values of a new record, by field: `{ accountId: '…' }`. */
  readonly preset: Readonly<Record<string, string>>;
}

/** What every form component takes. */
export interface FormProps extends Pick<OpenForm, 'id' | 'preset'> {
  readonly onClose: () => void;
}

const formParam = 'form';
const presetPrefix = 'form.';

/**
 * Forms live in the address (`?form=account` or `?form=account:ID`), above any page: each page can open each form, a
 * reload opens it again, and Back closes it. The shell draws it.
 */
export function useForms() {
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const open = useMemo(() => readForm(search), [search]);

  const show = useCallback(
    (form: string, preset: Readonly<Record<string, string>>) => {
      void navigate({ search: withForm(location.search, form, preset) });
    },
    [navigate],
  );

  return useMemo(
    () => ({
      open,
      create: (resource: FormResource, preset: Readonly<Record<string, string>> = {}) => show(resource, preset),
      edit: (resource: FormResource, id: string) => show(`${resource}:${id}`, {}),
      close: () => void navigate({ search: withForm(location.search, undefined, {}) }, { replace: true }),
    }),
    [open, show, navigate],
  );
}

function readForm(search: URLSearchParams): OpenForm | undefined {
  const [name, id] = (search.get(formParam) ?? '').split(':');
  const resource = formResources.find((known) => known === name);
  if (resource === undefined) return undefined;
  const preset = [...search].flatMap(([key, value]) =>
    key.startsWith(presetPrefix) ? [[key.slice(presetPrefix.length), value] as const] : [],
  );
  return { resource, id: id === '' ? undefined : id, preset: Object.fromEntries(preset) };
}

function withForm(current: string, form: string | undefined, preset: Readonly<Record<string, string>>): string {
  const search = new URLSearchParams(current);
  const known = Array.from(search.keys()).filter((key) => key === formParam || key.startsWith(presetPrefix));
  for (const key of known) search.delete(key);
  if (form !== undefined) search.set(formParam, form);
  for (const [key, value] of Object.entries(preset)) search.set(`${presetPrefix}${key}`, value);
  return search.toString();
}
