/** Legal forms that say nothing of which company is meant; compared after folding. */
const legalForms = new Set([
  'ab',
  'ag',
  'as',
  'bv',
  'co',
  'corp',
  'gmbh',
  'inc',
  'kg',
  'limited',
  'llc',
  'llp',
  'ltd',
  'nv',
  'oy',
  'plc',
  'sa',
  'sarl',
  'spa',
  'srl',
  'ао',
  'зао',
  'ип',
  'оао',
  'ооо',
  'пао',
]);

/**
 * The form that names are compared in: compatibility-folded, without marks, lower case, letters and figures only.
 * `Ёлка` and `елка`, `Müller` and `Muller` meet; `L.L.C.` becomes `llc`.
 */
export function foldName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[.'’"«»]/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** A company's name folded and freed of its legal form: `Acme, L.L.C.` and `ACME LLC` are both `acme`. */
export function foldCompanyName(name: string): string {
  const words = foldName(name).split(' ');
  const kept = words.filter((word) => !legalForms.has(word));
  return (kept.length > 0 ? kept : words).join(' ');
}

/** `https://www.Acme.com/about` → `acme.com`, or `null` when there is no host in it. */
export function foldDomain(website: string): string | null {
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//iu.test(website) ? website : `https://${website}`);
  const host = url?.hostname.replace(/^www\./u, '') ?? '';
  return host.includes('.') ? host : null;
}
