import { openPdf } from '../../reports/pdf/pages.ts';

/** A stretch of text as it stands on a page; points from the bottom left corner. */
export interface PlacedText {
  text: string;
  x: number;
  y: number;
  size: number;
}

export interface Bookmark {
  title: string;
  page: number;
  /** Height of the place it leads to; points from the bottom. */
  y: number;
  depth: number;
}

export interface ReadPdf {
  /** Text of each page in reading order; the header and footer stand at the end or the beginning. */
  pages: PlacedText[][];
  bookmarks: Bookmark[];
  /** Roles of the structure tree of each page, e.g. H1, Table, TH. */
  roles: Set<string>[];
  title: string;
  language: string;
  isTagged: boolean;
  links: { page: number; url: string }[];
  hasScript: boolean;
}

/** Reads what a test needs of a PDF. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const document = await openPdf(bytes);
  try {
    const { info } = await document.getMetadata();
    const facts = info as { Title?: string; Language?: string }; // pdfjs types it as an object.
    const mark: unknown = await document.getMarkInfo(); // A Map, whatever the types say.
    const out: ReadPdf = {
      ...{ pages: [], bookmarks: [], roles: [], links: [] },
      title: facts.Title ?? '',
      language: facts.Language ?? '',
      isTagged: mark instanceof Map && mark.get('Marked') === true,
      hasScript: (await document.getJSActions()) !== null,
    };
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      out.pages.push(
        items.flatMap((item) => {
          if (!('str' in item) || item.str.trim() === '') return [];
          const [, , , size, x, y] = item.transform as number[]; // A matrix of six numbers.
          return [{ text: item.str, x: x ?? 0, y: y ?? 0, size: size ?? 0 }];
        }),
      );
      for (const note of await page.getAnnotations()) if (note.url) out.links.push({ page: number, url: note.url });
      out.roles.push(rolesOf(await page.getStructTree()));
      page.cleanup();
    }
    await collect(await document.getOutline(), 1);
    return out;

    async function collect(items: Awaited<ReturnType<typeof document.getOutline>>, depth: number): Promise<void> {
      for (const item of items ?? []) {
        const target = typeof item.dest === 'string' ? await document.getDestination(item.dest) : item.dest;
        const page = target ? (await document.getPageIndex(target[0])) + 1 : 0;
        out.bookmarks.push({ title: item.title, page, y: Number(target?.[3] ?? 0), depth });
        await collect(item.items, depth + 1);
      }
    }
  } finally {
    await document.loadingTask.destroy();
  }
}

function rolesOf(node: unknown): Set<string> {
  const roles = new Set<string>();
  const walk = (one: unknown): void => {
    if (typeof one !== 'object' || one === null) return;
    if ('role' in one && typeof one.role === 'string') roles.add(one.role);
    if ('children' in one && Array.isArray(one.children)) one.children.forEach(walk);
  };
  walk(node);
  return roles;
}

/** Text of a page, or of several, with all white space gone: line ends fall where the layout wants them. */
export function squeezed(texts: PlacedText[] | PlacedText[][]): string {
  return texts
    .flat()
    .map((one) => one.text)
    .join('')
    .replace(/\s+/g, '');
}

/** First-level bookmarks of a report in one volume; the contents stand after the first. */
export const partTitles = [
  'Evidence report',
  '2 Summary',
  '3 Scope and completeness',
  '4 Results by requirement',
  '5 Failures and unknowns',
  '6 Passes',
  '7 Exceptions, and what people must still supply',
  '8 Method',
  '9 Evidence index',
];
