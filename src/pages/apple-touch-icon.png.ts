import type { APIRoute } from 'astro';
import { drawSign } from '#site/open-graph.ts';

export const GET: APIRoute = async () =>
  new Response(Buffer.from(await drawSign(180, false)), { headers: { 'content-type': 'image/png' } });
