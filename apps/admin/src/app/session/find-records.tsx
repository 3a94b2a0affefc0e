import { i18n } from '@crm/ui/i18n/i18n';
import { Avatar } from '@crm/ui/data/avatar';
import { Tile } from '@crm/ui/data/tile';
import type { IconName } from '@crm/ui/icons/icon';
import type { FoundRecord } from '#admin/app/shell-data.ts';
import { paths } from '#admin/app/paths.ts';
import { queryClient } from '#admin/lib/query-client.ts';
import { isRecord, readString } from '#admin/lib/read.ts';
import { api } from '#admin/lib/trpc.ts';
import { isScreenSubject, type ScreenSubject } from '#admin/resource/screen-subject.ts';

const shownLatest = 6;
const icons = {
  account: 'account',
  contact: 'contact',
  lead: 'lead',
  opportunity: 'opportunity',
  invoice: 'invoice',
  subscription: 'subscription',
  ticket: 'ticket',
  campaign: 'campaign',
  quote: 'quote',
  product: 'product',
  kb_article: 'book',
} as const satisfies Record<Findable, IconName>;

/** What has a page to go to: what activities are about, and what they are not. */
type Findable = ScreenSubject | 'product' | 'kb_article';

function isFindable(type: unknown): type is Findable {
  return type === 'product' || type === 'kb_article' || isScreenSubject(type);
}

interface Hit {
  readonly type: Findable;
  readonly id: string;
  readonly name: string;
  readonly detail: string | null;
}

/** Finds records by name for the palette; without a query, those that were looked at last. */
export async function findRecords(query: string, signal: AbortSignal): Promise<readonly FoundRecord[]> {
  await i18n.loadNamespaces('vocabulary');
  if (query === '') return lookedAt().map(toFound);
  const { items } = await api.search.find.query({ q: query }, { signal });
  return items.flatMap(({ type, ...hit }) => (isFindable(type) ? [toFound({ ...hit, type })] : []));
}

function toFound({ type, id, name, detail }: Hit): FoundRecord {
  const noun = i18n.t(`noun.${type}`, { ns: 'vocabulary' });
  return {
    id: `${type}-${id}`,
    label: name,
    detail: detail ? `${noun}, ${detail}` : noun,
    icon: icons[type],
    mark: type === 'account' ? <Tile name={name} /> : type === 'contact' ? <Avatar name={name} /> : undefined,
    href: type === 'kb_article' ? paths.article(id) : paths[type](id),
  };
}

/** Records whose pages are in the cache, the latest first. */
function lookedAt(): readonly Hit[] {
  return queryClient
    .getQueryCache()
    .getAll()
    .toSorted((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt)
    .flatMap(({ queryKey: [path], state }) => {
      const noun: unknown = Array.isArray(path) && path[1] === 'get' ? path[0] : undefined;
      const type = isFindable(noun) ? noun : undefined;
      const data: unknown = state.data;
      const id = isRecord(data) ? readString(data['id']) : undefined;
      const name = isRecord(data)
        ? readString(data['name'] ?? data['subject'] ?? data['title'] ?? data['number'])
        : undefined;
      return type && id && name ? [{ type, id, name, detail: null }] : [];
    })
    .slice(0, shownLatest);
}
