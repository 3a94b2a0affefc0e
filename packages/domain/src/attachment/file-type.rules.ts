import { extensionOf } from './file-name.rules.ts';

/** What is known of bytes that are neither of a known format nor text. */
export const unknownType = 'application/octet-stream';

/** Programs, and what installs or starts them, by their content. */
const programTypes: ReadonlySet<string> = new Set([
  'application/java-archive',
  'application/java-vm',
  'application/vnd.android.package-archive',
  'application/vnd.ms-htmlhelp',
  'application/wasm',
  'application/x-asar',
  'application/x-deb',
  'application/x-elf',
  'application/x-ft-apple.alias',
  'application/x-google-chrome-extension',
  'application/x-mach-binary',
  'application/x-ms-regedit',
  'application/x-ms-shortcut',
  'application/x-msdownload',
  'application/x-rpm',
  'application/x-shellscript',
  'application/x-shockwave-flash',
  'application/x-xpinstall',
]);

/** The same by the name: what a double click would run on some system, whatever the bytes look like. */
const programExtensions: ReadonlySet<string> = new Set(
  (
    'action apk app application appref-ms bat chm cmd com command cpl crt csh deb desktop dll elf exe gadget hta ' +
    'inf ins isp jar jnlp js jse ksh lnk mde msc msi msix msp mst osx pif ps1 ps1xml ps2 psc1 psm1 pyw py rb reg ' +
    'rgs rpm run scf scr sct settingcontent-ms sh shb shs sys url vb vbe vbs vxd wasm workflow ws wsc wsf wsh'
  ).split(' '),
);

/** Programs and scripts are refused: nobody needs them in a CRM, and whoever opens one by mistake runs it. */
export function isProgram({ fileName, contentType }: { fileName: string; contentType?: string }): boolean {
  return programExtensions.has(extensionOf(fileName)) || (contentType !== undefined && programTypes.has(contentType));
}

/** What browsers draw without running anything of it. SVG is not among them: it carries scripts. */
const inlineTypes: ReadonlySet<string> = new Set([
  'application/pdf',
  'image/avif',
  'image/bmp',
  'image/gif',
  'image/jpeg',
  'image/png',
  'image/webp',
]);

/** Whether a browser may show such a file in place. */
export function isInline(contentType: string): boolean {
  return inlineTypes.has(contentType);
}

/** What browsers would run, parse or style: such files leave as bytes without a meaning. */
const activeType = /^(?:text\/(?:html|css|javascript|xml)|.*(?:\+xml|\/xml|ecmascript|javascript))$/u;

/** The content type that a file is sent with. */
export function servedType(contentType: string): string {
  if (activeType.test(contentType)) return unknownType;
  return contentType.startsWith('text/') ? `${contentType}; charset=utf-8` : contentType;
}

/** Bytes that text does not have (WHATWG MIME Sniffing, 3). */
const binary = /(?![\t\n\f\r\u0080-\u009F])\p{Cc}/u;
const blankOrComment = /^(?:\s+|<!--[\s\S]*?-->)+/u;
const declaration = /^(?:\s+|<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!doctype\s+(?!html)[^>]*>)+/iu;
/** The elements by which browsers know a page that does not say what it is (WHATWG MIME Sniffing, 7.1). */
const htmlStart =
  /^<(?:!doctype\s+html|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|img|form|meta|link|object|embed)[\s/>]/iu;

/**
 * What text is, told by how it begins; `null` for what is no text.
 * @param sample the first bytes of a file, or all of them
 */
export function sniffText(sample: Uint8Array): string | null {
  const text = decodeText(sample);
  if (text === null || binary.test(text)) return null;
  if (text.startsWith('#!')) return 'application/x-shellscript';
  const bare = text.replace(blankOrComment, '');
  if (htmlStart.test(bare)) return 'text/html';
  const root = bare.replace(declaration, '');
  if (/^<(?:\w+:)?svg[\s/>]/iu.test(root)) return 'image/svg+xml';
  if (htmlStart.test(root)) return 'text/html';
  return /^<(?:\?xml\s|\w[\w:.-]*\s+xmlns)/iu.test(bare) ? 'application/xml' : 'text/plain';
}

/** UTF-16 says so by its mark; everything else has to be UTF-8, of which the last character may be cut off. */
function decodeText(sample: Uint8Array): string | null {
  const [first, second] = sample;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(sample, { stream: true });
  } catch {
    return null;
  }
}
