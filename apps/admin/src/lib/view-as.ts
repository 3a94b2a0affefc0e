import { useEffect } from 'react';
import { send } from './session.ts';

const path = '/admin/auth/view-as';
/** Written at each switch: a session is the same in every tab, and the others hear of it. */
const switchedKey = 'gx-view-as';

/** Shows the product as somebody else sees it, in every tab. */
export async function viewAs(userId: string): Promise<void> {
  await send(path, { method: 'POST', body: { user_id: userId } });
  startAnew('/');
}

/** Back to the product as one sees it oneself. */
export async function leaveView(): Promise<void> {
  await send(path, { method: 'DELETE' });
  startAnew('/settings/users');
}

/** Loads the whole page: caches, drafts and live streams of the one must not reach the other. */
export function startAnew(address: string): void {
  localStorage.setItem(switchedKey, crypto.randomUUID());
  window.location.assign(address);
}

/** Follows when another tab switches. */
export function useFollowedView(): void {
  useEffect(() => {
    const follow = ({ key }: StorageEvent) => key === switchedKey && window.location.assign('/');
    window.addEventListener('storage', follow);
    return () => window.removeEventListener('storage', follow);
  }, []);
}
