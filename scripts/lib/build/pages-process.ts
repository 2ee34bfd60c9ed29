import type { Settings } from '../settings.ts';
import { serveParent } from './child.ts';
import { renderSite } from './render-pages.ts';

/** What the pages process is started with. */
export interface PagesInput {
  readonly settings: Settings;
  readonly workDir: string;
}

/** How far the rendering is. */
export interface Progress {
  readonly written: number;
  readonly total: number;
}

/** Renders the pages; hands back how many there are. */
if (import.meta.main) {
  await serveParent((input, report) => {
    const { settings, workDir } = input as PagesInput;
    let last = 0;
    return renderSite(settings, {
      workDir,
      onFile: ({ written, total }) => {
        // A message for each of many thousand pages would cost more than some pages.
        if (written - last < 50 && written !== total) return;
        last = written;
        report({ written, total } satisfies Progress);
      },
    });
  });
}
