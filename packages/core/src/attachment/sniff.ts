import { fileTypeFromBuffer } from 'file-type';
import { sniffText, unknownType } from '@crm/domain/attachment/file-type.rules';

/** So much of the beginning tells what a file is; a Word document, being a ZIP file, needs more than a few bytes. */
export const sampleBytes = 65_536;

/**
 * What bytes are, by themselves: neither the name nor the sender is asked.
 * @param sample the first `sampleBytes`, or all of a smaller file
 */
export async function sniff(sample: Uint8Array): Promise<string> {
  const known = await fileTypeFromBuffer(sample).catch(() => undefined);
  if (known !== undefined && known.mime !== 'application/xml') return known.mime;
  return sniffText(sample) ?? known?.mime ?? unknownType;
}
