import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { MenuEntry } from '@crm/ui/overlays/menu';
import { showToast } from '@crm/ui/hooks/use-toasts';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { KbArticleRow } from '@crm/domain/knowledge/article';
import { useCommands } from '#admin/app/commands/use-commands.ts';
import { paths } from '#admin/app/paths.ts';
import { api } from '#admin/lib/trpc.ts';
import { useForms } from '#admin/resource/use-forms.ts';
import { useTrash } from '#admin/resource/use-trash.ts';

/** What can be done with an article: edit the draft, show it to readers, take it from them. */
export function useArticleVerbs(row: KbArticleRow) {
  const { t } = useTranslation('knowledge');
  const forms = useForms();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { remove } = useTrash('kb_article', api.kb_article);
  const write = useMutation({
    mutationFn: (verb: 'publish' | 'archive') =>
      verb === 'publish'
        ? // Only what one has read is published: a draft that somebody changed meanwhile is refused.
          api.kb_article.publish.mutate({ id: row.id, version: row.version })
        : api.kb_article.archive.mutate({ id: row.id }),
    onSuccess: async (_saved, verb) => {
      showToast({ title: t(`done.${verb}`, { title: row.title }), state: 'done' });
      await queryClient.invalidateQueries({ queryKey: [['kb_article']] });
    },
  });
  const edit = () => forms.edit('kb_article', row.id);
  const discard = async () => {
    if ((await remove([row])) > 0) void navigate(paths.articles);
  };
  useCommands(
    row.abilities.update
      ? [{ id: 'article.edit', label: t('edit'), section: 'action', icon: 'note', shortcut: 'KeyE', run: edit }]
      : [],
  );
  const mayPublish = row.abilities.publish && (row.hasChanges || row.status !== 'published');
  const primary = mayPublish
    ? { label: t('verb.publish'), run: () => write.mutate('publish') }
    : row.abilities.update
      ? { label: t('edit'), run: edit }
      : undefined;
  const entries: readonly MenuEntry[] = [
    ...(row.abilities.update
      ? [{ id: 'edit', label: t('edit'), icon: 'note' as const, kbd: 'E', onSelect: edit }]
      : []),
    ...(row.abilities.archive && row.status === 'published'
      ? [{ id: 'archive', label: t('verb.archive'), icon: 'ban' as const, onSelect: () => write.mutate('archive') }]
      : []),
    ...(row.abilities.delete
      ? [
          {
            id: 'delete',
            label: t('delete'),
            icon: 'trash' as const,
            danger: true,
            onSelect: () => void discard(),
          },
        ]
      : []),
  ];
  return { entries, primary, busy: write.isPending };
}
