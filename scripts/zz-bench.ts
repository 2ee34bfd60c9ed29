import { buildSearchIndex } from './index-search.ts';
const t = performance.now(); console.log(await buildSearchIndex({ siteDir: process.argv[2] ?? '', basePath: '/' }), ((performance.now() - t) / 1000).toFixed(1), 's');
