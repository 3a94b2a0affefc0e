import { useNavigate, useSearchParams } from 'react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '#admin/app/paths.ts';
import { useCommands } from '#admin/app/commands/use-commands.ts';
import { keepLastList, readLastList } from '#admin/resource/last-list.ts';
import type { ScreenSubject } from '#admin/resource/screen-subject.ts';

/** Where the record stands in the list that one came from, and the way to the ones before and behind it. */
export function useNeighbours(resource: ScreenSubject, id: string) {
  const { t } = useTranslation('records');
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const list = readLastList(resource);
  const at = list?.ids.indexOf(id) ?? -1;
  const tab = search.get('tab');
  const step = (by: number) => {
    const next = at < 0 ? undefined : list?.ids[at + by];
    if (list === undefined || next === undefined) return undefined;
    return () => {
      keepLastList(resource, { ...list, opened: next });
      // The part that is looked at stays when one goes on.
      void navigate({ pathname: paths[resource](next), search: tab === null ? '' : `?tab=${tab}` });
    };
  };
  const previous = step(-1);
  const next = step(1);
  useCommands([
    ...(previous
      ? [{ id: 'record.previous', label: t('previous'), section: 'action', shortcut: 'KeyK', run: previous } as const]
      : []),
    ...(next ? [{ id: 'record.next', label: t('next'), section: 'action', shortcut: 'KeyJ', run: next } as const] : []),
  ]);
  return { list, at, all: list?.ids.length ?? 0, previous, next };
}
