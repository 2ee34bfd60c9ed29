import { createDataEndpoint } from '#site/data-endpoint.ts';

export const { getStaticPaths, GET } = createDataEndpoint('.txt', 'text/plain; charset=utf-8');
