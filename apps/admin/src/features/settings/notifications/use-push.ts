import { useMutation, useQuery } from '@tanstack/react-query';
import { queryClient } from '#admin/lib/query-client.ts';
import { api, trpc } from '#admin/lib/trpc.ts';

type PushState = 'on' | 'off' | 'denied' | 'unsupported';

const workerPath = '/push-worker.js';
/** Where this browser keeps which of the person's subscriptions is its own. */
const keptAs = 'gx-push-subscription';
const stateKey = ['push-state'];

/** Being told in this browser while no page is open: whether it is so, and how to begin and end it. */
export function usePush() {
  const key = useQuery(trpc.notification.pushKey.queryOptions());
  const browsers = useQuery(trpc.notification.browsers.queryOptions());
  const publicKey = key.data?.publicKey;
  const state = useQuery({ queryKey: stateKey, queryFn: readState });
  const settle = async () => {
    await queryClient.invalidateQueries({ queryKey: stateKey });
    await queryClient.invalidateQueries({ queryKey: trpc.notification.browsers.queryKey() });
  };
  const start = useMutation({ mutationFn: () => subscribe(publicKey ?? ''), onSettled: settle });
  const stop = useMutation({ mutationFn: unsubscribe, onSettled: settle });
  return {
    state: publicKey === null ? ('unsupported' as const) : publicKey === undefined ? undefined : state.data,
    browsers: browsers.data?.items.length ?? 0,
    isPending: start.isPending || stop.isPending,
    start: () => start.mutate(),
    stop: () => stop.mutate(),
  };
}

async function readState(): Promise<PushState> {
  if (!('serviceWorker' in navigator) || !('PushManager' in globalThis)) return 'unsupported';
  if (Notification.permission === 'denied') return 'denied';
  const worker = await navigator.serviceWorker.getRegistration(workerPath);
  return (await worker?.pushManager.getSubscription()) ? 'on' : 'off';
}

async function subscribe(applicationServerKey: string): Promise<void> {
  // Asked by the press of a button, as browsers want it; whoever says no is shown why nothing happens.
  if ((await Notification.requestPermission()) !== 'granted') return;
  await navigator.serviceWorker.register(workerPath);
  const worker = await navigator.serviceWorker.ready;
  const subscription = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
  const { endpoint, keys = {} } = subscription.toJSON();
  const { id } = await api.notification.subscribe.mutate({
    data: {
      endpoint: endpoint ?? '',
      p256dh: keys['p256dh'] ?? '',
      auth: keys['auth'] ?? '',
      userAgent: navigator.userAgent.slice(0, 400),
    },
  });
  localStorage.setItem(keptAs, id);
}

async function unsubscribe(): Promise<void> {
  const worker = await navigator.serviceWorker.getRegistration(workerPath);
  const subscription = await worker?.pushManager.getSubscription();
  await subscription?.unsubscribe();
  const id = localStorage.getItem(keptAs);
  localStorage.removeItem(keptAs);
  // One that is not found is gone already.
  if (id !== null) await api.notification.unsubscribe.mutate({ id }).catch(() => undefined);
}
