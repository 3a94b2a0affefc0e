/** The form in which names of tags are compared: `VIP` and ` vip ` are one tag (PLAN-016). */
export function foldTagName(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
}
