import { condition, defineSignal, setHandler } from '@temporalio/workflow';

/** A workflow as it was before: waits for a word, and says which code it ran on. */
export async function versioned(): Promise<string> {
  let said = false;
  setHandler(defineSignal('goOn'), () => {
    said = true;
  });
  await condition(() => said);
  return 'first';
}
