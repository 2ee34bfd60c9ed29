import { createDataEndpoint } from '#site/data-endpoint.ts';

export const { getStaticPaths, GET } = createDataEndpoint('.json', 'application/json');
