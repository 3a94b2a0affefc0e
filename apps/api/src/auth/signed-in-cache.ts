import type { SignedIn } from '@crm/core/auth/signed-in';

/** Even a message that was lost changes rights no later than this. */
const maxAgeMs = 5_000;
const maxEntries = 10_000;

function isOver({ expiresAt }: SignedIn, now: number): boolean {
  return expiresAt !== null && expiresAt.getTime() <= now;
}

/**
 * Who is behind a session or the hash of an API key, kept in memory so that a request does not ask the database again. `crm_actor` notifications
 * (a session ended, a user or team changed) drop what is stale at once, in every API process; without the listening
 * connection nothing is kept.
 */
export class SignedInCache {
  #entries = new Map<string, { readonly signedIn: SignedIn; readonly until: number }>();
  #listening = false;
  /** Counts what was dropped: what was read before is not kept after. */
  #drops = 0;

  setListening(listening: boolean): void {
    this.#listening = listening;
    this.#drops += 1;
    this.#entries.clear();
  }

  /** @param userId the user who changed, or `*` for everybody */
  drop(userId: string): void {
    this.#drops += 1;
    for (const [sessionId, { signedIn }] of this.#entries) {
      if (userId === '*' || signedIn.user.id === userId || signedIn.viewedBy?.id === userId)
        this.#entries.delete(sessionId);
    }
  }

  /** Forgets one session, which has ended. */
  end(sessionId: string): void {
    this.#drops += 1;
    this.#entries.delete(sessionId);
  }

  async get(sessionId: string, load: () => Promise<SignedIn | null>): Promise<SignedIn | null> {
    const now = Date.now();
    const kept = this.#entries.get(sessionId);
    if (kept && kept.until > now && !isOver(kept.signedIn, now)) return kept.signedIn;
    const drops = this.#drops;
    const signedIn = await load();
    if (signedIn && this.#listening && drops === this.#drops && this.#entries.size < maxEntries) {
      this.#entries.set(sessionId, { signedIn, until: now + maxAgeMs });
    }
    return signedIn;
  }
}
