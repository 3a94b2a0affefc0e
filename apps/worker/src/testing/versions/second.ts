import { condition, defineSignal, setHandler, sleep } from '@temporalio/workflow';

/** The same workflow after a change that no run of before could go on with: it sleeps before it waits. */
export async function versioned(): Promise<string> {
  let said = false;
  setHandler(defineSignal('goOn'), () => {
    said = true;
  });
  await sleep('1 millisecond');
  await condition(() => said);
  return 'second';
}
