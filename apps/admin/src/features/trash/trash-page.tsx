import { Segmented } from '@crm/ui/controls/segmented';
import { PageHead } from '@crm/ui/layout/page-head';
import { Toolbar } from '@crm/ui/layout/toolbar';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useCommands } from '#admin/app/commands/use-commands.ts';
import { Page } from '#admin/app/layout/page.tsx';
import { useMay } from '#admin/lib/session.ts';
import { SearchBox } from '#admin/resource/filter/search-box.tsx';
import { NoRights } from '#admin/resource/list/list-empty.tsx';
import { TrashOfKind } from './trash-of-kind.tsx';
import { trashKinds, type TrashKind } from './trash-kinds.ts';

const kindParam = 'kind';
const searchParam = 'q';

/** What was deleted, kind by kind, and the way back. The kind and the search stand in the address. */
export function TrashPage() {
  const { t } = useTranslation('trash');
  const { t: app } = useTranslation('app');
  const { t: vocabulary } = useTranslation('vocabulary');
  const may = useMay();
  const searchBox = useRef<HTMLInputElement>(null);
  const [search, setSearch] = useSearchParams();
  const kinds = trashKinds.filter((kind) => may(`${kind}:read`));
  const wanted = search.get(kindParam);
  const kind = kinds.find((known) => known === wanted) ?? kinds[0];
  const q = search.get(searchParam) ?? '';
  const title = app('nav.trash');

  useCommands([
    {
      id: 'list.search',
      label: t('search'),
      section: 'action',
      icon: 'search',
      shortcut: 'Slash',
      run: () => searchBox.current?.focus(),
    },
  ]);

  const show = (next: TrashKind, words: string, replace: boolean) => {
    const params = new URLSearchParams({ [kindParam]: next });
    if (words !== '') params.set(searchParam, words);
    setSearch(params, { replace });
  };

  return (
    <Page title={title} crumbs={[{ label: app('section.operations') }, { label: title }]}>
      <PageHead title={title} />
      {kind === undefined ? (
        <NoRights />
      ) : (
        <>
          <Toolbar label={t('kinds')} isTight>
            <Segmented
              label={t('kinds')}
              value={kind}
              options={kinds.map((value) => ({ value, label: vocabulary(`plural.${value}`) }))}
              onChange={(next) => show(next, q, false)}
            />
          </Toolbar>
          <Toolbar label={t('search')} isTight>
            <SearchBox ref={searchBox} value={q} onChange={(words) => show(kind, words, true)} onLeave={() => {}} />
          </Toolbar>
          <TrashOfKind key={kind} kind={kind} q={q} onClear={() => show(kind, '', false)} />
        </>
      )}
    </Page>
  );
}
