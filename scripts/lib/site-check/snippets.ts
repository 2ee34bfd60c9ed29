import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { lintPolicy } from '#domain/policy/lint.ts';
import { policySchema } from '#schema/policy.ts';
import { idsOf, type PolicyFormat, policyFormats } from '#schema/vocabulary.ts';
import { formats } from '../formats/formats.ts';
import { explainJson } from './structure.ts';
import type { PageFacts, Snippet } from './page-facts.ts';
import { toolOf, type ApiServer, type Site } from './site.ts';
import type { PageCheck, Problem } from './types.ts';

/** Warnings of lint that a generated policy may cause, by rule, each with the reason. Errors are never excused. */
export const excusedWarnings: Readonly<Record<string, string>> = {};

/** What is wrong with a snippet: the gateway's against the captured server, others by their own form. */
const explain = (format: PolicyFormat, text: string, server: ApiServer | undefined): string[] =>
  format === 'gateway' ? checkGatewayPolicy(JSON.parse(text), server) : formats[format](text);

const keptTexts = 10_000;

/** The checks of policy snippets, as a table. */
export const snippetChecks: readonly PageCheck[] = [
  {
    id: 'snippets',
    scope: 'page',
    description:
      'Every policy snippet can be pasted as it is: its format accepts it, and lint has nothing to say.',
    remedy: 'Correct the generator of the policy in src/domain; pages print what it gives.',
    check: createSnippetCheck(),
  },
  {
    id: 'snippet-files',
    scope: 'page',
    description: 'A snippet is the text of its raw file, byte for byte.',
    remedy: 'Render the snippet and the file from one string.',
    check: (page, site) => page.snippets.flatMap((snippet) => compareWithFile(snippet, page, site)),
  },
  {
    id: 'snippet-policies',
    scope: 'page',
    description: 'The gateway policy of a tool page is the policy of the API for that preset.',
    remedy: 'Render page and API from one profile.',
    check(page, site) {
      const policies = toolOf(page, site)?.policy;
      return page.snippets.flatMap((snippet) => {
        const expected = policies?.[snippet.preset ?? ''];
        // The API may give an address instead of the document.
        if (
          snippet.format !== 'gateway' ||
          typeof expected !== 'object' ||
          explainJson(snippet.text).length > 0
        )
          return [];
        const same = isDeepStrictEqual(JSON.parse(snippet.text), expected);
        return same ? [] : [{ message: `${nameOf(snippet)} is not the policy that the API gives` }];
      });
    },
  },
];

function createSnippetCheck(): PageCheck['check'] {
  const known = new Map<string, readonly string[]>();
  return (page, site) => {
    const server = page.server === undefined ? undefined : site.server(page.server);
    return page.snippets.flatMap((snippet) => {
      const key = `${snippet.format ?? ''}\n${page.server ?? ''}\n${snippet.text}`;
      let messages = known.get(key);
      if (messages === undefined) {
        if (known.size >= keptTexts) known.clear();
        known.set(key, (messages = checkSnippet(snippet, server)));
      }
      return messages.map((message): Problem => ({ message: `${nameOf(snippet)}: ${message}` }));
    });
  };
}

function checkSnippet({ format, text }: Snippet, server: ApiServer | undefined): string[] {
  if (!isFormat(format)) {
    return [`data-format="${format ?? ''}" is none of ${idsOf(policyFormats).join(', ')}`];
  }
  const broken = format === 'gateway' ? explainJson(text) : [];
  return broken.length > 0 ? broken : explain(format, text, server);
}

function isFormat(format: string | undefined): format is PolicyFormat {
  return format !== undefined && Object.hasOwn(policyFormats, format);
}

function checkGatewayPolicy(document: unknown, server: ApiServer | undefined): string[] {
  const findings = lintPolicy(document, {
    toolNames: server?.toolNames,
    inputSchemaOf: server?.inputSchemaOf,
  });
  const messages = findings
    .filter(({ severity, rule }) => severity === 'error' || excusedWarnings[rule] === undefined)
    .map(
      ({ rule, path, message, remedy }) =>
        `${rule} at ${path === '' ? 'the top' : path}: ${message} ${remedy}`,
    );
  // Lint words the refusals of the schema; what it has no words for must not pass either.
  const isWorded = findings.some(({ severity }) => severity === 'error');
  return isWorded ? messages : [...messages, ...explainIssues(policySchema.safeParse(document).error)];
}

function explainIssues(error: z.ZodError | undefined): string[] {
  return (error?.issues ?? []).map(
    ({ path, message }) => `${path.length === 0 ? 'the top' : path.join('.')}: ${message}`,
  );
}

function compareWithFile(snippet: Snippet, page: PageFacts, site: Site): Problem[] {
  if (snippet.src === undefined) return [{ message: `${nameOf(snippet)} has no data-src` }];
  const target = site.resolve(snippet.src, page.path);
  const file = target.kind === 'internal' ? site.read(target.file) : undefined;
  // A missing file is reported with the links.
  if (file === undefined || file === snippet.text) return [];
  const difference = file.trim() === snippet.text.trim() ? 'in white space at its ends' : 'in its text';
  return [{ message: `${nameOf(snippet)} differs from ${snippet.src} ${difference}` }];
}

function nameOf({ format, preset }: Snippet): string {
  return `the snippet ${[format, preset].filter((part) => part !== undefined).join('/')}`;
}
