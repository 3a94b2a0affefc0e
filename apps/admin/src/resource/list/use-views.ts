import { useNavigate } from 'react-router';
import { viewHref, toViewQuery, type ListParams } from './list-params.ts';
import { useSavedViews } from './saved-views.ts';
import type { FormResource } from '../use-forms.ts';
import type { BuiltInView } from './view-tabs.tsx';

interface ViewsOf {
  readonly resource: FormResource;
  readonly views: readonly BuiltInView[];
}

/** Which saved filter is shown, whether it has changed since, and the ways to keep it. */
export function useViews({ resource, views }: ViewsOf, params: ListParams) {
  const navigate = useNavigate();
  const saved = useSavedViews(resource);
  const query = toViewQuery(params);
  const everything = [...views, ...saved.views];
  const started = everything.find((view) => view.id === params.tab);
  const same = everything.find((view) => normalize(view.query) === query);
  const shown = started ?? same ?? views[0];
  const own = saved.views.find((view) => view.id === shown?.id);
  const isUnsaved = shown === undefined || normalize(shown.query) !== query;

  return {
    saved,
    current: shown?.id ?? '',
    name: shown?.id === 'all' ? undefined : (own?.name ?? views.find((view) => view.id === shown?.id)?.label),
    isUnsaved,
    changed: isUnsaved ? own?.name : undefined,
    save: (name: string) => void navigate(viewHref(saved.add(name, query), query), { replace: true }),
    update: () => {
      if (own) saved.change(own.id, query);
    },
    remove: (id: string) => {
      saved.remove(id);
      void navigate(viewHref('all', ''), { replace: true });
    },
  };
}

/** The same conditions in the same order, however a link was written. */
function normalize(query: string): string {
  const search = new URLSearchParams(query);
  const sort = search.get('sort') ?? undefined;
  const columns = search.get('cols')?.split(',');
  search.delete('sort');
  search.delete('cols');
  return toViewQuery({ values: Object.fromEntries(search), sort, columns });
}
