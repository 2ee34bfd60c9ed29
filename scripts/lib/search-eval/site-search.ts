import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ApiServer } from '#schema/api.ts';
import { everything, find, openIndex } from '#client/search/index.ts';
import { indexFolder } from '#scripts/index-search.ts';
import { serveDirectory } from '../serve.ts';

/** The search of a built site, outside a browser. */
export interface SiteSearch extends AsyncDisposable {
  /** Everything that can be found: `<server-id>` and `<server-id>/<raw tool name>`. */
  readonly answers: ReadonlySet<string>;
  /** The first results of a query, best first, as answers. */
  readonly ask: (query: string, most: number) => Promise<readonly string[]>;
}

/**
 * Opens the search of a built site: the index that was published, asked by the very function that the search page uses. Throws
 * when the folder has no API or no index.
 */
export async function openSiteSearch(siteDir: string): Promise<SiteSearch> {
  const head = path.join(siteDir, indexFolder, 'head.json');
  const folder = path.join(siteDir, 'api/v1/servers');
  const missing = [head, folder].filter((name) => !existsSync(name));
  if (missing.length > 0) {
    throw new Error(
      `${siteDir} is not a built site: ${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing. Name one that npm run build has made.`,
    );
  }
  const { pages, basePath } = readPages(folder);
  const server = await serveDirectory({ directory: siteDir, port: 0, basePath });
  try {
    const index = await openIndex({ bundleUrl: `${server.url}${indexFolder}/`, baseUrl: basePath });
    return {
      answers: new Set(pages.values()),
      ask: async (query, most) => {
        const { hits } = await find(index, { query, choice: everything, order: 'relevance' });
        const data = await Promise.all(hits.slice(0, most).map((hit) => hit.data()));
        return data.map(({ url }) => pages.get(url) ?? url);
      },
      [Symbol.asyncDispose]: () => server.close(),
    };
  } catch (error) {
    await server.close();
    throw error;
  }
}

/** Answers by the address of their page, and the path of the site on its host, which the addresses show. */
function readPages(folder: string): { pages: ReadonlyMap<string, string>; basePath: string } {
  const pages = new Map<string, string>();
  let basePath = '/';
  for (const name of readdirSync(folder).filter((entry) => entry.endsWith('.json'))) {
    // The build has parsed this value with the schema of the API before it wrote the file.
    const { id, url, tools } = JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as Pick<
      ApiServer,
      'id' | 'url' | 'tools'
    >;
    basePath = url.slice(0, -`servers/${id}/`.length);
    pages.set(url, id);
    for (const tool of tools) pages.set(tool.url, `${id}/${tool.name}`);
  }
  return { pages, basePath };
}
