const minuteMs = 60_000;
const firstPauseMs = minuteMs / 2;
const longestPauseMs = 60 * minuteMs;
/** A mail that could not be sent for so long is given up. */
export const triedForMs = 3 * 24 * 60 * minuteMs;

/**
 * When to try again to send a mail; `null`: no more.
 * @param attempts how often it was tried, at least once
 */
export function nextTry(attempts: number, createdAt: Date, now: Date): Date | null {
  const pause = Math.min(firstPauseMs * 2 ** (attempts - 1), longestPauseMs);
  const next = new Date(now.getTime() + pause);
  return next.getTime() - createdAt.getTime() > triedForMs ? null : next;
}

/** The Message-ID of a mail of ours: the same at every try. @param domain of the sender's address */
export function messageIdOf(id: string, domain: string): string {
  return `<${id}@${domain}>`;
}

/** The mail of ours that a Message-ID belongs to; `null` for those of others. */
export function mailOfMessageId(messageId: string, domain: string): string | null {
  const [, id, host] = /^<?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@([^<>\s]+?)>?$/iu.exec(messageId.trim()) ?? [];
  return id !== undefined && host?.toLowerCase() === domain.toLowerCase() ? id.toLowerCase() : null;
}
