import { readTable, type RowSource } from './table-source.ts';

/** Where the rows of a list come from: the search index for a list of tools of several pages, else the pages themselves. */
export async function openSource(host: HTMLElement, body: HTMLTableSectionElement): Promise<RowSource> {
  const { bundle, base = '', fixed = '', list = '', pages = '1', current = '1' } = host.dataset;
  const template = host.querySelector('template');
  if (bundle !== undefined && template) {
    const { readIndex } = await import('./index-source.ts');
    return readIndex({ bundle, base, fixed, template });
  }
  const addresses = Array.from({ length: Number(pages) }, (_, index) => {
    if (index + 1 === Number(current)) return '';
    return index === 0 ? list : `${list}page/${(index + 1).toString()}/`;
  });
  return readTable(body, addresses.length > 1 ? addresses : []);
}
