import type { APIRoute } from 'astro';
import { toApiIndex } from '#site/api.ts';
import { loadCatalogue, loadSite } from '#site/load.ts';
import { urls } from '#site/urls.ts';

/** The catalogue at a glance. */
export const GET: APIRoute = async () =>
  Response.json(toApiIndex(await loadCatalogue(), (await loadSite()).title, urls));
