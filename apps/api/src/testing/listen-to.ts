import type { TestClient } from './test-api.ts';

/** Collects what a client hears on the live stream. */
export function listenTo(url: string, client: TestClient, signal: AbortSignal): { text: string } {
  const heard = { text: '' };
  const read = async () => {
    const answer = await fetch(`${url}/trpc/live.changes?input=${encodeURIComponent('{}')}`, {
      headers: { authorization: `Bearer ${client.token}`, accept: 'text/event-stream' },
      signal,
    });
    const decoder = new TextDecoder();
    for await (const chunk of answer.body ?? []) heard.text += decoder.decode(chunk, { stream: true });
  };
  read().catch(() => undefined);
  return heard;
}
