import type { APIRoute, GetStaticPaths } from 'astro';
import { idsOf, levels } from '#schema/vocabulary.ts';
import { loadSite } from '#site/load.ts';
import { drawPreview, type Preview } from '#site/open-graph.ts';

export const getStaticPaths = (() =>
  (['site', ...idsOf(levels)] as const).map((of) => ({
    params: { of },
    props: { of },
  }))) satisfies GetStaticPaths;

export const GET: APIRoute<{ of: Preview }> = async ({ props }) => {
  const { title } = await loadSite();
  return new Response(Buffer.from(await drawPreview(props.of, title)), {
    headers: { 'content-type': 'image/png' },
  });
};
