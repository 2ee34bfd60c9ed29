import type { APIRoute } from 'astro';
import { drawSign, wrapIcon } from '#site/open-graph.ts';

const size = 32;

export const GET: APIRoute = async () =>
  new Response(Buffer.from(wrapIcon(await drawSign(size, true), size)), {
    headers: { 'content-type': 'image/x-icon' },
  });
