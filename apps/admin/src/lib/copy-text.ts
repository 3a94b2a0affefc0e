import { showToast } from '@crm/ui/hooks/use-toasts';

/** Puts a text on the clipboard and says whether that worked: a browser may refuse it. */
export async function copyText(
  read: () => string | Promise<string>,
  told: { readonly copied: string; readonly notCopied: string },
): Promise<void> {
  try {
    await navigator.clipboard.writeText(await read());
    showToast({ title: told.copied, state: 'done' });
  } catch {
    showToast({ title: told.notCopied, state: 'failed' });
  }
}
