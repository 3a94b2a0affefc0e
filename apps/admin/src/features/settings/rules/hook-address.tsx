import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { showToast } from '@crm/ui/hooks/use-toasts';
import { useTranslation } from 'react-i18next';
import { copyText } from '#admin/lib/copy-text.ts';
import { trpc } from '#admin/lib/trpc.ts';
import settings from '../settings.module.css';

/** Where another system starts a saved rule; whoever has the address can, so it can be replaced. */
export function HookAddress({ id }: { readonly id: string }) {
  const { t } = useTranslation('rules');
  const { t: keys } = useTranslation('apiKeys');
  const queryClient = useQueryClient();
  const { data } = useQuery(trpc.workflow.hook.queryOptions({ id }));
  const rotate = useMutation(
    trpc.workflow.rotateHook.mutationOptions({
      onSuccess: async (hook) => {
        queryClient.setQueryData(trpc.workflow.hook.queryKey({ id }), hook);
        showToast({ title: t('hook.replaced'), state: 'done' });
        await queryClient.invalidateQueries({ queryKey: [['workflow', 'list']] });
      },
    }),
  );
  if (!data) return null;
  const address = new URL(data.path, location.origin).href;
  const copy = () => copyText(() => address, { copied: keys('copied'), notCopied: keys('notCopied') });
  return (
    <div role="group" aria-label={t('hook.address')}>
      <p className={settings.hint}>{t('hook.hint')}</p>
      <div className={settings.secret}>
        <code dir="ltr">{address}</code>
        <Button size="small" icon="copy" onClick={() => void copy()}>
          {keys('copy')}
        </Button>
        <Button size="small" variant="ghost" busy={rotate.isPending} onClick={() => rotate.mutate({ id })}>
          {t('hook.replace')}
        </Button>
      </div>
    </div>
  );
}
