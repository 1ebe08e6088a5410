import { PDFiumLibrary } from '@hyzyla/pdfium';

let library: Promise<PDFiumLibrary> | undefined;

/** The text of every page of a PDF. */
export async function pdfText(bytes: Uint8Array): Promise<string> {
  const document = await (await (library ??= PDFiumLibrary.init())).loadDocument(bytes);
  try {
    return [...document.pages()].map((page) => page.getText()).join('\n');
  } finally {
    document.destroy();
  }
}
