import type { WorkflowHandle } from '@temporalio/client';

/** A run's history as text, with what was said in it decoded: what an operator can read of it. */
export async function readHistory(handle: WorkflowHandle): Promise<string> {
  const text = JSON.stringify(await handle.fetchHistory());
  return text.replace(
    /"data":"([A-Za-z0-9+/=]+)"/gu,
    (_, data: string) => `"data":${Buffer.from(data, 'base64').toString('utf8')}`,
  );
}
