import { crc32, deflateSync } from 'node:zlib';

/** Small real files for the demo company, made here so that none has to be kept. */

const pageHeight = 842;
const margin = 72;
const lineHeight = 18;

/** A PDF of one A4 page: a heading and lines of Latin text. */
export function makePdf(heading: string, lines: readonly string[]): Buffer {
  const text = [heading, '', ...lines].map((line, at) => {
    const size = at === 0 ? 18 : 11;
    const escaped = line.replace(/[\\()]/gu, (character) => `\\${character}`);
    return `BT /F1 ${size} Tf ${margin} ${pageHeight - margin - at * lineHeight} Td (${escaped}) Tj ET`;
  });
  const content = text.join('\n');
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${Buffer.byteLength(content, 'latin1')}>>stream\n${content}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>',
  ];
  let file = '%PDF-1.4\n';
  const places = objects.map((object, at) => {
    const place = Buffer.byteLength(file, 'latin1');
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const end = Buffer.byteLength(file, 'latin1');
  const count = objects.length + 1;
  file += `xref\n0 ${count}\n0000000000 65535 f \n${places.join('')}trailer<</Size ${count}/Root 1 0 R>>\nstartxref\n${end}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}

const chart = { width: 640, height: 240 };
type Colour = readonly [red: number, green: number, blue: number];
const paper: Colour = [255, 255, 255];
const grid: Colour = [225, 222, 215];
const ink: Colour = [47, 71, 189];

/** A PNG with a line of readings over a grid. @param readings from 0 (bottom) to 1 (top) */
export function makeChart(readings: readonly number[]): Buffer {
  const { width, height } = chart;
  const pixels = Buffer.alloc((width * 3 + 1) * height);
  const set = (x: number, y: number, colour: Colour) => pixels.set(colour, y * (width * 3 + 1) + 1 + x * 3);
  let last: number | undefined;
  for (let x = 0; x < width; x += 1) {
    for (let y = 0; y < height; y += 1) set(x, y, x % 64 === 0 || y % 40 === 0 ? grid : paper);
    const reading = readings[Math.floor((x / width) * readings.length)] ?? 0;
    const top = Math.round((1 - reading) * (height - 3));
    // Down or up from the reading before, so that the line is whole.
    for (let y = Math.min(top, last ?? top); y < Math.max(top, last ?? top) + 2; y += 1) set(x, y, ink);
    last = top;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits a channel, red, green and blue.
  header.set([8, 2], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(pixels)), chunk('IEND')]);
}

function chunk(type: string, data: Buffer = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
