import type { APIRoute, GetStaticPaths } from 'astro';
import type { Preset } from '#schema/vocabulary.ts';
import type { TargetId } from '#domain/targets/targets.ts';
import { presetIds } from '#site/api.ts';
import { loadCatalogue, loadServer, loadSite, loadTool } from '#site/load.ts';
import { policyFileName } from '#site/urls.ts';

interface Props extends Record<string, unknown> {
  readonly id: string;
  readonly preset: Preset;
  readonly target: TargetId;
}

export const getStaticPaths = (async () => {
  const [{ tools, servers }, { formats }] = await Promise.all([loadCatalogue(), loadSite()]);
  const ids = [...servers.filter(({ recorded }) => recorded > 0), ...tools].map(({ id }) => id);
  return ids.flatMap((id) =>
    presetIds.flatMap((preset) =>
      formats.map((target) => ({
        params: { file: policyFileName(id, preset, target).replace(/\.json$/, '') },
        props: { id, preset, target },
      })),
    ),
  );
}) satisfies GetStaticPaths;

/** A raw policy file: the very text that the page shows and copies. */
export const GET: APIRoute<Props> = async ({ props: { id, preset, target } }) => {
  const policy = id.includes('/') ? (await loadTool(id)).policy : (await loadServer(id)).policy;
  const snippet = policy?.variants.find(
    (variant) => variant.preset === preset && variant.target === target,
  )?.snippet;
  if (snippet?.kind !== 'snippet') return new Response(null, { status: 404 });
  return new Response(snippet.text, { headers: { 'content-type': 'application/json' } });
};
