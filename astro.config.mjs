import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';

export default defineConfig({
  output: 'static',
  ...(process.env.SITE_URL ? { site: process.env.SITE_URL } : {}),
  base: process.env.BASE_PATH || '/',
  trailingSlash: 'always',
  build: { format: 'directory', inlineStylesheets: 'never' },
  // The default deletes spaces between inline elements on different lines; the formatter is told the same.
  compressHTML: true,
  prerenderConflictBehavior: 'error',
  devToolbar: { enabled: false },
  server: { host: '127.0.0.1', port: 4321 },
  image: { service: { entrypoint: 'astro/assets/services/noop' } },
  // Highlighted code carries inline styles by default, which the content security policy forbids. Components highlight with classes.
  markdown: { syntaxHighlight: false },
  integrations: [mdx()],
  vite: {
    // Scripts and fonts are files: the content security policy has no exception for inline code.
    build: {
      assetsInlineLimit: 0,
      // The tokenizer's table, which the stack page loads when a reader brings definitions of their own.
      chunkSizeWarningLimit: 2_300,
      rolldownOptions: {
        onLog(level, log, report) {
          // Astro marks each MDX file with a directive of its own, and the bundler warns of each that it does not know.
          if (log.code !== 'MODULE_LEVEL_DIRECTIVE' || !log.message.includes('astro:head-inject'))
            report(level, log);
        },
      },
    },
  },
});
