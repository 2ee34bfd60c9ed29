import { createDataEndpoint } from '#site/data-endpoint.ts';

export const { getStaticPaths, GET } = createDataEndpoint('.svg', 'image/svg+xml');
