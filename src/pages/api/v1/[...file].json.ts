import type { APIRoute, GetStaticPaths } from 'astro';
import { type DataFile, listDataFiles } from '#site/data-files.ts';
import { loadLibrary } from '#site/load.ts';
import { urls } from '#site/urls.ts';

/** While developing, Astro serves the data files; a build writes them in a process of their own, beside the pages. */
export const getStaticPaths = (async () => {
  if (!import.meta.env.DEV) return [];
  return [...listDataFiles(await loadLibrary(), urls)].map((file) => ({
    params: { file: file.path.replace(/\.json$/, '') },
    props: { file },
  }));
}) satisfies GetStaticPaths;

export const GET: APIRoute<{ file: DataFile }> = ({ props }) =>
  new Response(props.file.write(), { headers: { 'content-type': 'application/json' } });
