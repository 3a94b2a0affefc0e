import { OfflineBar } from '@crm/ui/feedback/offline-bar';
import { SkipLink } from '@crm/ui/a11y/skip-link';
import { lazy, startTransition, Suspense, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet, useNavigation } from 'react-router';
import { useCommandKeys } from '#admin/app/commands/use-command-keys.ts';
import { useShellCommands } from '#admin/app/commands/use-shell-commands.ts';
import { useShellData } from '#admin/app/shell-data.ts';
import { FormHost } from '#admin/app/forms/form-host.tsx';
import { ViewAsBar } from '#admin/app/session/view-as-bar.tsx';
import { ShellSource } from '#admin/app/session/shell-source.tsx';
import { PageStateContext, type Crumb } from './page-state.ts';
import classes from './app-layout.module.css';
import { Sidebar } from './sidebar.tsx';
import { TabBar } from './tab-bar.tsx';
import { TopBar } from './top-bar.tsx';
import { useKeptFocus } from './use-kept-focus.ts';
import { useNavigationFocus } from './use-navigation-focus.ts';

const loadPalette = () => import('#admin/app/commands/command-palette.tsx');
const CommandPalette = lazy(() => loadPalette().then((module) => ({ default: module.CommandPalette })));
const ShortcutHelp = lazy(() =>
  import('#admin/app/commands/shortcut-help.tsx').then((module) => ({ default: module.ShortcutHelp })),
);

/** The frame of every page but the sign-in. */
export function AppLayout() {
  return (
    <ShellSource>
      <Shell />
    </ShellSource>
  );
}

/** Sidebar, top bar, page, tab bar; palette and help above them. Needs `ShellDataContext`. */
function Shell() {
  const { t } = useTranslation('app');
  const data = useShellData();
  const isOnTheWay = useNavigation().state !== 'idle';
  const [crumbs, setAnyCrumbs] = useState<readonly Crumb[]>([]);
  const [slot, setSlot] = useState<HTMLElement | null>(null);
  const [over, setOver] = useState<'palette' | 'shortcuts' | undefined>();
  const { main, scroll } = useNavigationFocus();
  useKeptFocus(main);

  // As transitions: a fallback that was shown would be held for 300 ms, and keys typed be lost.
  const openPalette = () => startTransition(() => setOver('palette'));
  const openShortcuts = () => startTransition(() => setOver('shortcuts'));
  const close = () => setOver(undefined);
  useShellCommands({ openPalette, openShortcuts });
  useCommandKeys();

  // Fetched while nobody waits: who opens the palette types at once.
  useEffect(() => {
    const timer = setTimeout(() => void loadPalette(), 1500);
    return () => clearTimeout(timer);
  }, []);

  const pageState = useMemo(() => {
    // A page says its path at each drawing; only another path is a change.
    const setCrumbs = (next: readonly Crumb[]) =>
      setAnyCrumbs((last) => (JSON.stringify(last) === JSON.stringify(next) ? last : next));
    return { setCrumbs, slot };
  }, [slot]);
  return (
    <div className={classes.app}>
      <SkipLink target="page">{t('skip')}</SkipLink>
      <Sidebar onSearch={openPalette} />
      <div className={classes.main}>
        <TopBar crumbs={crumbs} slotRef={setSlot} onSearch={openPalette} />
        <div className={classes.scroll} data-gx-scroll="" ref={scroll}>
          {data.session.viewedBy && <ViewAsBar view={data.session.viewedBy} />}
          {data.connection === 'offline' && data.offlineSince && (
            <OfflineBar since={data.offlineSince} waiting={data.waitingWrites} onRetry={() => data.onReconnect?.()} />
          )}
          <main id="page" className={classes.page} tabIndex={-1} aria-busy={isOnTheWay} ref={main}>
            <PageStateContext value={pageState}>
              <Suspense>
                <Outlet />
              </Suspense>
            </PageStateContext>
          </main>
        </div>
      </div>
      <TabBar />
      <FormHost />
      <Suspense>
        {over === 'palette' && <CommandPalette onClose={close} onShowShortcuts={openShortcuts} />}
        {over === 'shortcuts' && <ShortcutHelp onClose={close} />}
      </Suspense>
    </div>
  );
}
