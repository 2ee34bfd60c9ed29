import { describe, expect, test } from 'vitest';
import { recommendFor } from '#domain/policy-request.ts';
import { claudeCode } from '#domain/targets/claude-code.ts';
import { gateway } from '#domain/targets/gateway.ts';
import { makeRequest, pathBound } from './request.fixture.ts';
import { applyTyped, endpointPlaceholder, type FieldKey, sortPlaceholders } from './values.ts';

/** What one typed text becomes, or why it cannot be used. */
function apply(key: FieldKey, text: string): unknown {
  const { request, problems } = applyTyped(makeRequest(), { [key]: text });
  if (problems[key] !== undefined) return problems[key];
  return key === 'alias' || key === 'endpoint' ? request[key] : request.values[key];
}

describe('what is typed', () => {
  test.each([
    ['alias', ' my files ', 'my files'],
    ['alias', '', 'files'],
    ['endpoint', 'https://mcp.example.com/a?b', 'https://mcp.example.com/a?b'],
    ['maxAmount', '250.50', 250.5],
    ['folder', '/srv/data/', '/srv/data'],
    ['folder', '/srv/.config', '/srv/.config'],
    ['folder', '  ', undefined],
    ['repositoryFolder', 'docs/notes/', 'docs/notes'],
    ['hosts', 'API.example.com, b.example', ['api.example.com', 'b.example']],
    ['recipients', 'a@example.com , a@example.com,b@example.com', ['a@example.com', 'b@example.com']],
  ] as const)('%s: %j is used as %j', (key, text, value) => {
    expect(apply(key, text)).toEqual(value);
  });

  test.each([
    ['alias', 'a\u0000b', /control/],
    ['endpoint', 'mcp.example.com', /https/],
    ['endpoint', 'javascript:alert(1)', /https/],
    ['endpoint', 'https://me:secret@example.com/', /password/],
    ['maxAmount', '0', /above 0/],
    ['maxAmount', '1e400', /above 0/],
    ['maxAmount', '-5', /above 0/],
    ['folder', '/', /root folder/],
    ['folder', 'srv/data', /absolute/],
    ['folder', '/srv/../etc', /begins with two/],
    ['folder', '/srv//data', /empty/],
    ['folder', '/srv/%2e%2e', /percent/],
    ['folder', '/srv\\data', /backslash/],
    ['repositoryFolder', '/docs', /within the repository/],
    ['repositoryFolder', '../docs', /begins with two/],
    ['hosts', 'https://example.com/', /no https/],
    ['hosts', '*.example.com', /host names/],
    ['hosts', ',', /host names/],
    ['recipients', ' , ', /recipients/],
  ] as const)('%s: %j is not used, and why is said', (key, text, problem) => {
    expect(apply(key, text)).toMatch(problem);
    const { request } = applyTyped(makeRequest(), { [key]: text });
    expect(request).toEqual(applyTyped(makeRequest(), {}).request);
  });
});

test('a value of the operator stays where nothing is typed', () => {
  const request = { ...makeRequest(), values: { folder: '/srv' } };
  expect(applyTyped(request, { folder: '' }).request.values.folder).toBe('/srv');
});

test('a format that names the server has a field for its name', () => {
  const request = makeRequest(pathBound);
  const snippet = claudeCode.write(recommendFor('recommended', request));
  expect(
    sortPlaceholders(snippet, claudeCode, request).fields.map(({ key, placeholder }) => [key, placeholder]),
  ).toEqual([['alias', 'files']]);
});

test('two arguments that are bounded by one value have one field', () => {
  const request = makeRequest(pathBound, { ...pathBound, argument: 'target_path' } as const);
  const snippet = gateway.write(recommendFor('recommended', request));
  expect(
    sortPlaceholders(snippet, gateway, request).fields.map(({ key, placeholder }) => [key, placeholder]),
  ).toEqual([['folder', '/your/folder']]);
});

test('an address has a field; what nobody can type here stays a sentence', () => {
  const snippet = {
    kind: 'snippet',
    text: '',
    caption: undefined,
    losses: [],
    placeholders: [
      { text: endpointPlaceholder, meaning: 'the address of your server' },
      { text: 'arn:aws:example', meaning: 'the ARN of your gateway' },
    ],
  } as const;
  const { fields, rest } = sortPlaceholders(snippet, { usesAlias: false }, makeRequest());
  expect(fields.map(({ key }) => key)).toEqual(['endpoint']);
  expect(rest.map(({ text }) => text)).toEqual(['arn:aws:example']);
});
