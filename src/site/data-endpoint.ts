import type { APIRoute, GetStaticPaths } from 'astro';
import { type DataFile, listDataFiles } from './data-files.ts';
import { loadLibrary } from './load.ts';
import { urls } from './urls.ts';

/** A route for data files. */
export interface DataEndpoint {
  readonly getStaticPaths: GetStaticPaths;
  readonly GET: APIRoute<{ file: DataFile }>;
}

/**
 * The route of the data files with one ending. While developing, Astro serves them; a build writes them in a process of their own,
 * beside the pages.
 * @param ending the ending with its dot: `.json`
 */
export function createDataEndpoint(ending: string, contentType: string): DataEndpoint {
  return {
    getStaticPaths: async () => {
      if (!import.meta.env.DEV) return [];
      return [...listDataFiles(await loadLibrary(), urls)]
        .filter((file) => file.path.endsWith(ending))
        .map((file) => ({ params: { file: file.path.slice(0, -ending.length) }, props: { file } }));
    },
    GET: ({ props }) => new Response(props.file.write(), { headers: { 'content-type': contentType } }),
  };
}
