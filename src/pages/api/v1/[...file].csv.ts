import { createDataEndpoint } from '#site/data-endpoint.ts';

export const { getStaticPaths, GET } = createDataEndpoint('.csv', 'text/csv; charset=utf-8');
