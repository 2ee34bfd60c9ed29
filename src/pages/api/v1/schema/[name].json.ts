import type { APIRoute, GetStaticPaths } from 'astro';
import { z } from 'zod';
import { apiIndexSchema, apiServerSchema } from '#schema/api.ts';
import { policySchema } from '#schema/policy.ts';

const schemas = { index: apiIndexSchema, server: apiServerSchema, policy: policySchema } as const;

export const getStaticPaths = (() =>
  Object.keys(schemas).map((name) => ({ params: { name } }))) satisfies GetStaticPaths;

/** The JSON Schema of an API file, emitted from the schema that the build itself uses. */
export const GET: APIRoute<Record<string, never>, { name: keyof typeof schemas }> = ({ params }) =>
  Response.json(z.toJSONSchema(schemas[params.name], { io: 'output' }));
