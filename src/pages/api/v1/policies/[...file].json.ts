import type { APIRoute, GetStaticPaths } from 'astro';
import { listPolicyFiles, loadPolicyFile, type PolicyFile } from '#site/load.ts';
import { policyFileName } from '#site/urls.ts';

export const getStaticPaths = (async () =>
  (await listPolicyFiles()).map((file) => ({
    params: { file: policyFileName(file.id, file.preset, file.target).replace(/\.json$/, '') },
    props: { file },
  }))) satisfies GetStaticPaths;

/** A raw policy file: the very text that the page shows and copies. */
export const GET: APIRoute<{ file: PolicyFile }> = async ({ props }) =>
  new Response(await loadPolicyFile(props.file), { headers: { 'content-type': 'application/json' } });
