import { crc32, deflateRawSync } from 'node:zlib';

/** Files of tests, made here: small, and of every kind that may come. */

export const pdf = (words = 'Budget'): Buffer => Buffer.from(`%PDF-1.4\n% ${words}\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`);
export const png = (): Buffer => Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
export const jpeg = (): Buffer => Buffer.concat([Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'), Buffer.alloc(40, 7), Buffer.from('ffd9', 'hex')]);

/** The standard test file of antivirus programs, which harms nothing; written in two so that no scanner finds it in this source. */
export const eicar = (): Buffer => Buffer.from(`X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-${'ANTIVIRUS-TEST-FILE'}!$H+H*`);

export interface Part {
  name: string;
  content: Buffer;
  /** Kept as it is, not deflated. */
  stored?: true;
  /** What the directory says of its size, when that is a lie. */
  declared?: number;
  encrypted?: true;
}

/** A zip with these parts, as the directory of one looks like. */
export function zip(parts: readonly Part[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, stored, declared = content.length, encrypted } of parts) {
    const packed = stored ? content : deflateRawSync(content);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(encrypted ? 1 : 0, 2);
    head.writeUInt16LE(stored ? 0 : 8, 4);
    head.writeUInt32LE(crc32(content), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(declared, 18);
    head.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), head, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), head, tail, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, ...directory, end]);
}

const types = '<?xml version="1.0"?><Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';
export const docxParts = (more: readonly Part[] = []): Part[] => [
  { name: '[Content_Types].xml', content: Buffer.from(types) },
  { name: 'word/document.xml', content: Buffer.from('<w:document><w:t>Statuts</w:t></w:document>') },
  ...more,
];
export const docx = (more: readonly Part[] = []): Buffer => zip(docxParts(more));
export const xlsx = (): Buffer => zip([{ name: '[Content_Types].xml', content: Buffer.from('<Types/>') }, { name: 'xl/workbook.xml', content: Buffer.from('<workbook/>') }]);
export const odt = (mimetype = 'application/vnd.oasis.opendocument.text'): Buffer =>
  zip([{ name: 'mimetype', content: Buffer.from(mimetype), stored: true }, { name: 'content.xml', content: Buffer.from('<office:document-content/>') }]);
