import type { APIRoute, GetStaticPaths } from 'astro';
import { toApiServer, toApiTool } from '#site/api.ts';
import { loadCatalogue, loadServer, loadTool } from '#site/load.ts';
import { urls } from '#site/urls.ts';

export const getStaticPaths = (async () =>
  (await loadCatalogue()).servers.map(({ id }) => ({ params: { server: id } }))) satisfies GetStaticPaths;

/** One server with all its tools. */
export const GET: APIRoute<Record<string, never>, { server: string }> = async ({ params }) => {
  const profile = await loadServer(params.server);
  const tools = await Promise.all(profile.tools.map(async ({ id }) => toApiTool(await loadTool(id), urls)));
  return Response.json(toApiServer(profile, tools, urls));
};
