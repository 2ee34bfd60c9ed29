import path from 'node:path';
import { dev } from 'astro';
import type { AstroIntegration } from 'astro';
import sirv from 'sirv';
import { checkContent } from '#records/checks.ts';
import { formatProblems } from '#records/problems.ts';
import { readContent } from '#records/read.ts';
import { proseFolder } from './index-prose.ts';
import { indexFolder } from './index-search.ts';
import { lockRendering } from './lib/build/render-lock.ts';
import { describeAstroError } from './lib/build/render-pages.ts';
import { readPort } from './lib/serve.ts';
import { readSettings, type Settings, toEnvironment } from './lib/settings.ts';

if (import.meta.main) process.exitCode = await startDevServer();

/** Starts Astro's development server, with live reload; resolves to the exit code as soon as it runs or could not start. */
async function startDevServer(): Promise<number> {
  try {
    const settings = readSettings(process.env);
    Object.assign(process.env, toEnvironment(settings), { ASTRO_TELEMETRY_DISABLED: '1' });
    reportProblems(settings);
    // Only the start writes generated modules that a build beside it could read.
    const unlock = await lockRendering(settings.root);
    await dev({
      root: settings.root,
      // Empties the content store, which may hold records of another content folder.
      force: true,
      server: { host: '127.0.0.1', port: readPort(process.env['PORT']) },
      integrations: [createSearchServer(settings)],
    }).finally(unlock);
    return 0;
  } catch (error) {
    console.error(describeAstroError(error));
    return 1;
  }
}

/** An author wants to see the pages of good records while another one is being written, so problems do not keep the server from starting. */
function reportProblems({ contentDir }: Settings): void {
  const content = readContent(contentDir);
  const problems = [...content.problems, ...checkContent(content)];
  if (problems.length > 0) console.warn(`${formatProblems(problems)}\n`);
}

/** Serves the search indexes of the last build, because pages that are rendered on demand cannot be indexed. */
function createSearchServer({ outDir }: Settings): AstroIntegration {
  return {
    name: 'search-of-last-build',
    hooks: {
      'astro:server:setup': ({ server }) => {
        // Astro has removed the base path by then.
        for (const folder of [indexFolder, proseFolder])
          server.middlewares.use(`/${folder}`, sirv(path.join(outDir, folder), { dev: true }));
      },
    },
  };
}
