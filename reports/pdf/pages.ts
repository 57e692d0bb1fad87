import { getDocument, type PDFDocumentProxy, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface PrintedPages {
  count: number;
  /** Id of an element that something links to -> its page, from 1. */
  destinations: Map<string, number>;
}

/** Reads how many pages a PDF has and where its named destinations lie. */
export async function readPages(pdf: Uint8Array): Promise<PrintedPages> {
  const document = await openPdf(pdf);
  try {
    const pageOf = await pageNumbers(document);
    const destinations = new Map<string, number>();
    for (const [name, [ref]] of await document.getDestinations()) {
      const page = pageOf.get(refKey(ref));
      if (page !== undefined) destinations.set(name, page);
    }
    return { count: document.numPages, destinations };
  } finally {
    await document.loadingTask.destroy();
  }
}

/** Opens a PDF for reading; pdfjs takes the bytes away, so it gets a copy. Destroy its loadingTask. */
export function openPdf(pdf: Uint8Array): Promise<PDFDocumentProxy> {
  return getDocument({
    data: new Uint8Array(pdf),
    verbosity: VerbosityLevel.ERRORS,
    useSystemFonts: false,
    disableFontFace: true,
  }).promise;
}

async function pageNumbers(document: PDFDocumentProxy): Promise<Map<string, number>> {
  const numbers = new Map<string, number>();
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    numbers.set(refKey(page.ref), number);
    page.cleanup();
  }
  return numbers;
}

function refKey(ref: unknown): string {
  if (typeof ref !== 'object' || ref === null || !('num' in ref) || !('gen' in ref)) return '';
  return `${ref.num} ${ref.gen}`;
}
