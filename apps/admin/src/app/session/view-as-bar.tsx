import { useMutation } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { FrameBar } from '@crm/ui/feedback/frame-bar';
import { useFormat } from '@crm/ui/hooks/use-format';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession, type Session } from '#admin/lib/session.ts';
import { leaveView, startAnew } from '#admin/lib/view-as.ts';

/** Says as whom an administrator sees the product, until when, and leads back. */
export function ViewAsBar({ view }: { readonly view: NonNullable<Session['viewedBy']> }) {
  const { t } = useTranslation('app');
  const format = useFormat();
  const { name, role } = useSession();
  const leave = useMutation({ mutationFn: leaveView });

  useEffect(() => {
    // The server ends it by itself; what it showed must not stay on the screen.
    const timer = setTimeout(() => startAnew('/'), Math.max(0, Date.parse(view.until) - Date.now()));
    return () => clearTimeout(timer);
  }, [view.until]);

  return (
    <FrameBar
      icon="eye"
      what={t('viewAs.who', { name, role: t(`role.${role}`) })}
      more={t('viewAs.only', { time: format.time(view.until) })}
    >
      <Button size="small" busy={leave.isPending} onClick={() => leave.mutate()}>
        {t('viewAs.leave')}
      </Button>
    </FrameBar>
  );
}
