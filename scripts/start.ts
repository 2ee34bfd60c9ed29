import { runBuild } from './build.ts';
import { readPort, serveDirectory } from './lib/serve.ts';
import { readSettings } from './lib/settings.ts';

if (import.meta.main) process.exitCode = await start();

/**
 * Builds the site and serves it until the process is ended. Resolves to the exit code when there is nothing to serve: an old result is
 * not served in place of one that could not be built.
 */
async function start(): Promise<number> {
  try {
    const { outDir, basePath } = readSettings(process.env);
    const options = { directory: outDir, port: readPort(process.env['PORT']), basePath };
    // A taken port is better known before a long build than after it.
    await (await serveDirectory(options)).close();
    const code = await runBuild();
    if (code !== 0) return code;
    const server = await serveDirectory(options);
    console.log(`Serving it at ${server.url} – Ctrl+C ends it.`);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.close());
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  }
}
