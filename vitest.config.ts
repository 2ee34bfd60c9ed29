import { getViteConfig } from 'astro/config';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'tests/targets/**/*.test.ts'],
          testTimeout: 20_000,
        },
      },
      getViteConfig(
        {
          test: {
            name: 'components',
            environment: 'node',
            include: ['tests/components/**/*.test.ts'],
            testTimeout: 20_000,
          },
        },
        // The toolbar would put absolute paths of this machine into what a component renders.
        { devToolbar: { enabled: false }, logLevel: 'warn' },
      ),
      {
        test: {
          name: 'site',
          environment: 'node',
          include: ['tests/site.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'browser',
          environment: 'node',
          include: ['tests/browser.test.ts', 'tests/browser-pages.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
