import { createDataEndpoint } from '#site/data-endpoint.ts';

export const { getStaticPaths, GET } = createDataEndpoint('.cedar', 'text/plain; charset=utf-8');
