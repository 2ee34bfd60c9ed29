import { readAddress } from '#client/search/address.ts';
import {
  everything,
  find,
  type Found,
  type HitData,
  openIndex,
  type Order,
  type SearchIndex,
} from '#client/search/index.ts';
import { classLabel, levelLabel } from './labels.ts';
import type { RowSource } from './table-source.ts';

/** Where the index lies, and what the list is of. */
export interface IndexedList {
  /** The folder of the index. */
  readonly bundle: string;
  /** Path of the site on its host. */
  readonly base: string;
  /** What narrows the index to the list, as the query part of an address of the search page. */
  readonly fixed: string;
  /** A row with slots. */
  readonly template: HTMLTemplateElement;
}

/** Rows of the whole list, found by the search index and written into the markup of the page's own rows. */
export function readIndex({ bundle, base, fixed, template }: IndexedList): RowSource {
  const { choice: always } = readAddress(fixed);
  let index: Promise<SearchIndex> | undefined;
  return {
    ask: async ({ query, choice }, { key }, shown) => {
      index ??= openIndex({ bundleUrl: bundle, baseUrl: base });
      index.catch(() => {
        index = undefined;
      });
      const chosen = Object.fromEntries(
        Object.entries(choice).flatMap(([name, value]) => (value === '' ? [] : [[name, [value]]])),
      );
      const order: Order = key === 'name' || key === 'relevance' ? key : 'level';
      const found = await find(await index, {
        query,
        choice: { ...everything, ...always, ...chosen },
        order,
      });
      const data = await Promise.all(found.hits.slice(0, shown).map((hit) => hit.data()));
      // The index takes a file that it cannot fetch for one without results.
      if (data.length === 0 && !navigator.onLine) throw new Error('There is no connection.');
      return {
        rows: data.map((one) => fillRow(template, base, one)),
        count: found.hits.length,
        remark: describeWords(found),
      };
    },
  };
}

function describeWords({ corrected, partial }: Found): string {
  return [
    ...(corrected === undefined ? [] : [`for “${corrected}”`]),
    ...(partial ? ['some with only some of the words'] : []),
  ].join(', ');
}

function fillRow(template: HTMLTemplateElement, base: string, { url, meta }: HitData): HTMLTableRowElement {
  const row = (template.content.cloneNode(true) as DocumentFragment).querySelector('tr');
  if (!row) throw new Error('The template of the list has no row. Its markup is in ToolTable.astro.');
  const slot = (name: string): HTMLElement | null => row.querySelector(`[data-slot="${name}"]`);
  const fill = (name: string, text: string | undefined): void => slot(name)?.replaceChildren(text ?? '');
  const level = meta['level'] ?? 'unknown';
  fill('name', meta['title']);
  slot('name')?.setAttribute('href', url);
  if (meta['summary']) fill('summary', meta['summary']);
  else slot('summary')?.remove();
  fill('level', levelLabel(level));
  slot('level')?.setAttribute('data-level', level);
  fill('class', classLabel(meta['class'] ?? ''));
  fill('server', meta['server']);
  slot('server')?.setAttribute('href', `${base}servers/${meta['serverId'] ?? ''}/`);
  fill('id', meta['serverId']);
  return row;
}
